SELECT
  *
FROM (
  SELECT
    "t5"."period",
    COUNT(*) FILTER(WHERE
      "t5"."done") AS "n_events",
    COUNT(*) FILTER(WHERE
      "t5"."done" AND (
        "t5"."quad" = 1
      )) AS "verbal_cooperation",
    COUNT(*) FILTER(WHERE
      "t5"."done" AND (
        "t5"."quad" = 2
      )) AS "material_cooperation",
    COUNT(*) FILTER(WHERE
      "t5"."done" AND (
        "t5"."quad" = 3
      )) AS "verbal_conflict",
    COUNT(*) FILTER(WHERE
      "t5"."done" AND (
        "t5"."quad" = 4
      )) AS "material_conflict",
    AVG("t5"."score") FILTER(WHERE
      "t5"."done") AS "mean_score",
    COUNT(*) FILTER(WHERE
      "t5"."status" = 'planned') AS "n_planned",
    COUNT(*) FILTER(WHERE
      "t5"."status" = 'possible') AS "n_possible",
    COUNT(*) FILTER(WHERE
      "t5"."status" = 'denied') AS "n_denied"
  FROM (
    SELECT
      "t4"."dyad",
      "t4"."event",
      "t4"."deed",
      "t4"."report",
      "t4"."actor",
      "t4"."recipient",
      "t4"."type",
      "t4"."quad",
      "t4"."score",
      "t4"."status",
      "t4"."date_start",
      "t4"."date_end",
      "t4"."confidence",
      "t4"."done",
      DATE_DIFF('DAY', "t4"."date_start", "t4"."date_end") AS "days",
      "t4"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t4"."date_start", "t4"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
      CAST(DATE_TRUNC(
        'MONTH',
        CAST("t4"."date_start" + TO_DAYS(
          CAST(FLOOR((
            DATE_DIFF('DAY', "t4"."date_start", "t4"."date_end")
          ) / (
            2
          )) AS BIGINT)
        ) AS TIMESTAMP)
      ) AS DATE) AS "period"
    FROM (
      SELECT
        "t3".*
        EXCLUDE ("source", "place", "reciprocal")
      FROM (
        SELECT
          *
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
              PARTITION BY "t1"."deed"
              ORDER BY "t1"."done" DESC, "t1"."confidence" DESC, "t1"."event" ASC
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
            WHERE
              "t0"."dyad" IN ('PAK-RUS', 'PAK-SUN')
          ) AS "t1"
        ) AS "t2"
        WHERE
          "t2"."place" = 0
      ) AS "t3"
    ) AS "t4"
    WHERE
      DATE_DIFF('DAY', "t4"."date_start", "t4"."date_end") > 0
      AND DATE_DIFF('DAY', "t4"."date_start", "t4"."date_end") <= 31
  ) AS "t5"
  GROUP BY
    1
) AS "t6"
ORDER BY
  "t6"."period" ASC
