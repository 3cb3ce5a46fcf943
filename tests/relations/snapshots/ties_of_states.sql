SELECT
  "t0"."event",
  "t0"."deed",
  "t0"."report",
  "t0"."actor",
  "t0"."recipient",
  "t0"."quad",
  "t0"."status",
  "t0"."date_start",
  "t0"."date_end"
FROM "ties" AS "t0"
WHERE
  (
    "t0"."actor" IN ('PAK', 'RUS', 'SUN')
    OR "t0"."recipient" IN ('PAK', 'RUS', 'SUN')
  )
  AND NOT (
    "t0"."actor" IN ('PAK', 'RUS', 'SUN')
    AND "t0"."recipient" IN ('PAK', 'RUS', 'SUN')
  )
  AND NOT (
    "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN')
  )
  AND "t0"."date_start" IS NOT NULL
ORDER BY
  "t0"."date_start" ASC,
  "t0"."event" ASC
