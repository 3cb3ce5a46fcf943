"""SIPRI trade register: deals of major arms. For each deal what was ordered, and what was delivered, in TIV."""

from __future__ import annotations

from detente.sources.datasets.dataset import DataSet

# The columns after "Year of order" and the numbers have no name and hold "?" where the value is uncertain. The register
# has no number for a deal: supplier, recipient, arms, year and status name it, and its place among the like of it.
# "*" and "**" mark parties that are no state. A deal's deliveries are dated from its first to its last year of
# delivery.
MAPPING = """
WITH deals AS (
    SELECT *, try_cast("Year of order" AS INTEGER) AS ordered,
        list_transform(regexp_extract_all("Year(s) of delivery", '[0-9]{4}'), lambda y: y::INTEGER) AS delivered,
        md5(concat_ws('|', "Recipient", "Supplier", "Weapon designation", "Weapon description", "Year of order",
            "status",
            row_number() OVER (PARTITION BY "Recipient", "Supplier", "Weapon designation", "Weapon description",
                "Year of order", "status" ORDER BY line))) AS deal,
        concat_ws(' ', nullif("Number ordered", ''), "Weapon designation", '(' || "Weapon description" || ')') AS arms
    FROM raw),
sides AS (
    SELECT line, deal, 'arms ordered' AS name, try_cast("SIPRI TIV for total order" AS DOUBLE) AS value,
        ordered AS first, ordered AS last, CASE WHEN "_3" = '?' THEN '?' ELSE '' END AS doubt, arms, "Supplier" AS
            supplier, "Recipient" AS recipient FROM deals
    UNION ALL
    SELECT line, deal, 'arms delivered', try_cast("SIPRI TIV of delivered weapons" AS DOUBLE), list_min(delivered),
        list_max(delivered), '', arms, "Supplier", "Recipient" FROM deals)
SELECT line, md5_number_lower(deal || name)::UBIGINT AS row, supplier AS a, recipient AS b, true AS directed, name,
    value,
    'million TIV' AS unit, CASE WHEN first = last THEN first || doubt ELSE first || '/' || last END AS date,
    CASE WHEN first BETWEEN 1900 AND 2200 THEN make_date(first, 1, 1) END AS date_start,
    CASE WHEN last BETWEEN 1900 AND 2200 THEN make_date(last + 1, 1, 1) END AS date_end, arms AS detail,
    CASE WHEN contains(supplier, '*') OR contains(recipient, '*') THEN 'a party that is no state: '
            || CASE WHEN contains(supplier, '*') THEN supplier ELSE recipient END
        WHEN value < 0 OR value > 1e6 THEN 'no TIV: ' || value END AS fault
FROM sides
"""

DATASET = DataSet(
    name="sipri",
    title="SIPRI Arms Transfers Database, trade register",
    citation="Stockholm International Peace Research Institute: SIPRI Arms Transfers Database, "
    "https://www.sipri.org/databases/armstransfers",
    licence="(c) SIPRI; free for non-commercial use with citation, redistribution limited",
    address="https://armstransfers.sipri.org/ArmsTransfer/TransferRegister",
    kind="measures",
    columns=(
        "Recipient",
        "Supplier",
        "Year of order",
        "Number ordered",
        "Weapon designation",
        "Weapon description",
        "Year(s) of delivery",
        "status",
        "SIPRI TIV for total order",
        "SIPRI TIV of delivered weapons",
    ),
    optional=("_3",),
    aliases={"Year(s) of deliveries": "Year(s) of delivery", "Year(s) of delivered": "Year(s) of delivery"},
    mapping=MAPPING,
    states="sipri",
    quoted=True,
    encoding="latin-1",
)
