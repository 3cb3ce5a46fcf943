SELECT
  *
FROM (
  SELECT
    "t2"."period",
    COUNT(*) AS "exposure"
  FROM (
    SELECT
      "t1"."deed",
      MIN("t1"."period") AS "period"
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
          'QUARTER',
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
        AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  GROUP BY
    1
) AS "t3"
ORDER BY
  "t3"."period" ASC
