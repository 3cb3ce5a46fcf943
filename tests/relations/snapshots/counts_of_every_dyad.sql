SELECT
  *
FROM (
  SELECT
    "t3"."dyad",
    "t3"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t3"."quad" IN (3, 4)) AS "n_conflict"
  FROM (
    SELECT
      "t2"."deed",
      "t2"."event",
      "t2"."report",
      "t2"."dyad",
      "t2"."actor",
      "t2"."recipient",
      "t2"."type",
      "t2"."quad",
      "t2"."score",
      "t2"."status",
      "t2"."done",
      "t2"."confidence",
      "t2"."date_start",
      "t2"."date_end",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
      "t2"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
      CAST(DATE_TRUNC(
        'MONTH',
        CAST("t2"."date_start" + TO_DAYS(
          CAST(FLOOR((
            DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end")
          ) / (
            2
          )) AS BIGINT)
        ) AS TIMESTAMP)
      ) AS DATE) AS "period"
    FROM (
      SELECT
        "t1"."dyad",
        "t1"."event",
        "t1"."deed",
        "t1"."report",
        "t1"."actor",
        "t1"."recipient",
        "t1"."reciprocal",
        "t1"."type",
        "t1"."quad",
        "t1"."score",
        "t1"."status",
        "t1"."date_start",
        "t1"."date_end",
        "t1"."confidence",
        "t1"."source",
        "t1"."done",
        ROW_NUMBER() OVER (
          PARTITION BY "t1"."dyad", "t1"."deed"
          ORDER BY "t1"."deed" = "t1"."event" || '-' || "t1"."dyad" DESC, "t1"."done" DESC, "t1"."confidence" DESC, "t1"."event" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "place"
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
          "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done"
        FROM "ties" AS "t0"
      ) AS "t1"
    ) AS "t2"
    WHERE
      "t2"."place" = 0
      AND "t2"."done"
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 31
  ) AS "t3"
  GROUP BY
    1,
    2
) AS "t4"
ORDER BY
  "t4"."dyad" ASC,
  "t4"."period" ASC
