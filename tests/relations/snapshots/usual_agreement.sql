SELECT
  *
FROM (
  SELECT
    "t1"."date_start",
    AVG("t1"."value") AS "usual"
  FROM (
    SELECT
      *
    FROM "measures" AS "t0"
    WHERE
      "t0"."name" = 'UN vote agreement'
      AND (
        STARTS_WITH("t0"."dyad", 'PAK')
        OR SUFFIX("t0"."dyad", 'PAK')
        OR (
          STARTS_WITH("t0"."dyad", 'RUS') OR SUFFIX("t0"."dyad", 'RUS')
        )
        OR (
          STARTS_WITH("t0"."dyad", 'SUN') OR SUFFIX("t0"."dyad", 'SUN')
        )
      )
      AND NOT (
        "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN')
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."date_start" ASC
