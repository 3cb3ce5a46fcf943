SELECT
  *
FROM (
  SELECT
    "t1"."name",
    MIN("t1"."date_start") AS "since",
    MAX("t1"."date_end") AS "until"
  FROM (
    SELECT
      *
    FROM "measures" AS "t0"
    WHERE
      "t0"."date_start" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."name" ASC
