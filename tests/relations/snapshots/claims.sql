SELECT
  *
FROM (
  SELECT
    "t6".*
    EXCLUDE ("report_id")
  FROM (
    SELECT
      "t5"."id",
      "t5"."report",
      "t5"."position",
      "t5"."source_text",
      "t5"."source_name",
      "t5"."source_role",
      "t5"."source_state",
      "t5"."source_anonymous",
      "t5"."cue",
      "t5"."content",
      "t5"."content_start",
      "t5"."content_end",
      "t5"."direct",
      "t5"."certainty",
      "t5"."stance",
      "t5"."about",
      "t5"."disputes",
      "t5"."supports",
      "t3"."report_id",
      "t3"."report_date",
      "t3"."date_start",
      "t3"."title",
      "t3"."outlet"
    FROM (
      SELECT
        *
      FROM "claims" AS "t0"
      WHERE
        ARRAY_CONTAINS("t0"."about", 'PAK-RUS')
        OR ARRAY_CONTAINS("t0"."about", 'PAK-SUN')
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t1"."id" AS "report_id",
        "t1"."date" AS "report_date",
        "t1"."date_start",
        "t1"."title",
        "t1"."outlet"
      FROM "reports" AS "t1"
    ) AS "t3"
      ON "t5"."report" = "t3"."report_id"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."date_start" ASC,
  "t7"."report" ASC,
  "t7"."position" ASC
