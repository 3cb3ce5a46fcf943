SELECT
  *
FROM (
  SELECT
    "t5"."event",
    "t5"."pair_deed" AS "deed",
    "t5"."dyad",
    "t5"."actors",
    "t5"."recipients",
    "t5"."reciprocal",
    "t2"."date",
    "t2"."date_start",
    "t2"."date_end",
    "t2"."type",
    "t2"."mode",
    "t2"."contexts",
    "t2"."quad",
    "t2"."score",
    "t2"."status",
    "t2"."place",
    "t2"."text",
    "t2"."report",
    "t2"."span_start",
    "t2"."span_end",
    "t2"."confidence",
    "t2"."coder",
    "t2"."coder_version",
    "t2"."file",
    "t2"."line"
  FROM (
    SELECT
      "t3"."event",
      MIN("t3"."dyad") AS "dyad",
      MIN("t3"."deed") AS "pair_deed",
      ARRAY_AGG(DISTINCT "t3"."actor" ORDER BY "t3"."actor" ASC) FILTER(WHERE
        "t3"."actor" IS NOT NULL) AS "actors",
      ARRAY_AGG(DISTINCT "t3"."recipient" ORDER BY "t3"."recipient" ASC) FILTER(WHERE
        "t3"."recipient" IS NOT NULL) AS "recipients",
      BOOL_OR(CAST("t3"."reciprocal" AS BOOLEAN)) AS "reciprocal"
    FROM (
      SELECT
        *
      FROM "ties" AS "t1"
      WHERE
        "t1"."dyad" IN ('PAK-RUS', 'PAK-SUN')
    ) AS "t3"
    GROUP BY
      1
  ) AS "t5"
  INNER JOIN "events" AS "t2"
    ON "t5"."event" = "t2"."id"
) AS "t6"
ORDER BY
  "t6"."date_start" ASC,
  "t6"."event" ASC
