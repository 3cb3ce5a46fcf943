SELECT
  *
FROM (
  SELECT
    "t11".*
    EXCLUDE ("report_id")
  FROM (
    SELECT
      "t4"."report",
      "t4"."cause",
      "t4"."cause_start",
      "t4"."cause_end",
      "t4"."effect",
      "t4"."effect_start",
      "t4"."effect_end",
      "t4"."source_text",
      "t4"."source_name",
      "t6"."report_id",
      "t6"."report_date",
      "t6"."date_start"
    FROM "drivers" AS "t4"
    SEMI JOIN (
      SELECT
        *
      FROM (
        SELECT
          "t2"."report"
        FROM "ties" AS "t2"
        WHERE
          "t2"."dyad" IN ('PAK-RUS', 'PAK-SUN') AND "t2"."report" IS NOT NULL
      ) AS "t7"
      UNION
      SELECT
        *
      FROM (
        SELECT
          "t3"."report"
        FROM "claims" AS "t3"
        WHERE
          ARRAY_CONTAINS("t3"."about", 'PAK-RUS')
          OR ARRAY_CONTAINS("t3"."about", 'PAK-SUN')
      ) AS "t8"
    ) AS "t10"
      ON "t4"."report" = "t10"."report"
    LEFT OUTER JOIN (
      SELECT
        "t1"."id" AS "report_id",
        "t1"."date" AS "report_date",
        "t1"."date_start"
      FROM "reports" AS "t1"
    ) AS "t6"
      ON "t4"."report" = "t6"."report_id"
  ) AS "t11"
) AS "t12"
ORDER BY
  "t12"."date_start" ASC,
  "t12"."report" ASC,
  "t12"."cause_start" ASC
