SELECT
  *
FROM "phases" AS "t0"
WHERE
  "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN')
ORDER BY
  "t0"."date_start" ASC,
  "t0"."report" ASC,
  "t0"."span_start" ASC
