SELECT
  *
FROM (
  SELECT
    MIN("t0"."date_start") AS "since",
    MAX("t0"."date_end") AS "until"
  FROM "reports" AS "t0"
) AS "t2"
UNION ALL
SELECT
  *
FROM (
  SELECT
    MIN("t3"."date_start") AS "since",
    MAX("t3"."date_end") AS "until"
  FROM (
    SELECT
      *
    FROM "ties" AS "t1"
    WHERE
      "t1"."report" IS NULL
  ) AS "t3"
) AS "t4"
