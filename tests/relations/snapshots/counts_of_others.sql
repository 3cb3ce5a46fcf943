WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") AS "n_events"
  FROM (
    SELECT
      "t0"."dyad",
      "t0"."event",
      "t0"."deed",
      "t0"."report",
      "t0"."actor",
      "t0"."recipient",
      "t0"."reciprocal",
      "t0"."type",
      "t0"."quad",
      "t0"."score",
      "t0"."status",
      "t0"."date_start",
      "t0"."date_end",
      "t0"."confidence",
      "t0"."source",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'MONTH',
        CAST("t0"."date_start" + TO_DAYS(
          CAST(FLOOR((
            DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
          ) / (
            2
          )) AS BIGINT)
        ) AS TIMESTAMP)
      ) AS DATE) AS "period"
    FROM "ties" AS "t0"
    WHERE
      NOT (
        "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
  ) AS "t1"
  GROUP BY
    1,
    2
)
SELECT
  *
FROM (
  SELECT
    "t4"."dyad",
    "t4"."period",
    "t4"."n_events"
  FROM "t2" AS "t4"
  SEMI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t3"."dyad",
        SUM("t3"."n_events") AS "total"
      FROM "t2" AS "t3"
      GROUP BY
        1
    ) AS "t5"
    ORDER BY
      "t5"."total" DESC,
      "t5"."dyad" ASC
    LIMIT 16
  ) AS "t8"
    ON "t4"."dyad" = "t8"."dyad"
) AS "t9"
ORDER BY
  "t9"."dyad" ASC,
  "t9"."period" ASC
