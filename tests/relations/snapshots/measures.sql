SELECT
  "t0"."dyad",
  "t0"."name",
  "t0"."date",
  "t0"."date_start",
  "t0"."date_end",
  "t0"."value",
  "t0"."unit",
  "t0"."detail",
  "t0"."source",
  "t0"."file",
  "t0"."line"
FROM "measures" AS "t0"
WHERE
  "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN') AND "t0"."date_start" IS NOT NULL
ORDER BY
  "t0"."name" ASC,
  "t0"."date_start" ASC,
  "t0"."line" ASC
