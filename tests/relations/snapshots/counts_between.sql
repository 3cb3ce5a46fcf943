SELECT
  *
FROM (
  SELECT
    "t2"."dyad",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t2"."quad" >= 3) AS "n_conflict"
  FROM (
    SELECT
      "t1"."dyad",
      "t1"."deed",
      MAX("t1"."quad") AS "quad"
    FROM (
      SELECT
        *
      FROM "ties" AS "t0"
      WHERE
        "t0"."status" IN ('occurred', 'ongoing', 'ended')
        AND "t0"."date_start" >= MAKE_DATE(2012, 1, 1)
        AND "t0"."date_start" < MAKE_DATE(2014, 1, 1)
    ) AS "t1"
    GROUP BY
      1,
      2
  ) AS "t2"
  GROUP BY
    1
) AS "t3"
ORDER BY
  "t3"."dyad" ASC
