SELECT
  *
FROM (
  SELECT
    "t8"."event",
    "t8"."pair_deed" AS "deed",
    "t8"."dyad",
    "t8"."actors",
    "t8"."recipients",
    "t8"."reciprocal",
    "t8"."stands",
    "t6"."report_date",
    "t6"."outlet",
    "t3"."date",
    "t3"."date_start",
    "t3"."date_end",
    "t3"."type",
    "t3"."mode",
    "t3"."contexts",
    "t3"."quad",
    "t3"."score",
    "t3"."status",
    "t3"."place",
    "t3"."text",
    "t3"."report",
    "t3"."span_start",
    "t3"."span_end",
    "t3"."confidence",
    "t3"."coder",
    "t3"."coder_version",
    "t3"."file",
    "t3"."line"
  FROM (
    SELECT
      "t5"."event",
      MIN("t5"."dyad") AS "dyad",
      MIN("t5"."deed") AS "pair_deed",
      BOOL_OR(CAST("t5"."deed" = "t5"."event" || '-' || "t5"."dyad" AS BOOLEAN)) AS "stands",
      ARRAY_AGG(DISTINCT "t5"."actor" ORDER BY "t5"."actor" ASC) FILTER(WHERE
        "t5"."actor" IS NOT NULL) AS "actors",
      ARRAY_AGG(DISTINCT "t5"."recipient" ORDER BY "t5"."recipient" ASC) FILTER(WHERE
        "t5"."recipient" IS NOT NULL) AS "recipients",
      BOOL_OR(CAST("t5"."reciprocal" AS BOOLEAN)) AS "reciprocal"
    FROM (
      SELECT
        *
      FROM "ties" AS "t1"
      WHERE
        "t1"."dyad" IN ('PAK-RUS', 'PAK-SUN')
    ) AS "t5"
    GROUP BY
      1
  ) AS "t8"
  INNER JOIN "events" AS "t3"
    ON "t8"."event" = "t3"."id"
  LEFT OUTER JOIN (
    SELECT
      "t2"."id" AS "report_id",
      "t2"."date" AS "report_date",
      "t2"."outlet"
    FROM "reports" AS "t2"
  ) AS "t6"
    ON "t3"."report" = "t6"."report_id"
) AS "t9"
ORDER BY
  "t9"."date_start" ASC,
  "t9"."event" ASC
