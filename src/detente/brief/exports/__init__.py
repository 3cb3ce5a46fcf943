"""What a relation holds, in the formats of other programs: tables, citations, a network, a database, charts.

    tables      events, claims, series and the rest as Arrow tables with their provenance
    citations   the reports and data sets as BibTeX, RIS or CSL-JSON
    network     the states around the dyad as GEXF with dates
    database    one SQLite file for Datasette
    charts      Vega-Lite of each chart
    writing     any of them to a file, or all to a folder

All but the tables are made from the brief's material, gathered once.
"""
