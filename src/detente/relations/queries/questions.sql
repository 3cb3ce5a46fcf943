-- periods.counts day
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done"), 0) AS BIGINT) AS "n_events",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 1
      )), 0) AS BIGINT) AS "verbal_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 2
      )), 0) AS BIGINT) AS "material_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 3
      )), 0) AS BIGINT) AS "verbal_conflict",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 4
      )), 0) AS BIGINT) AS "material_conflict",
    SUM("t3"."scores") FILTER(WHERE
      "t3"."done") / SUM("t3"."n") FILTER(WHERE
      "t3"."done") AS "mean_score",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'planned'), 0) AS BIGINT) AS "n_planned",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'possible'), 0) AS BIGINT) AS "n_possible",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'denied'), 0) AS BIGINT) AS "n_denied"
  FROM (
    SELECT
      "t2"."date_start",
      "t2"."date_end",
      "t2"."quad",
      "t2"."status",
      "t2"."n",
      "t2"."scores",
      "t2"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'DAY',
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
        "t1"."date_start",
        "t1"."date_end",
        "t1"."quad",
        "t1"."status",
        CAST(COUNT(*) AS DOUBLE) AS "n",
        SUM("t1"."score") AS "scores"
      FROM (
        SELECT
          *
        FROM "ties" AS "t0"
        WHERE
          "t0"."dyad" IN ('{0}') AND "t0"."stands"
      ) AS "t1"
      GROUP BY
        1,
        2,
        3,
        4
    ) AS "t2"
    WHERE
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 1
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."period" ASC

-- periods.counts week
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done"), 0) AS BIGINT) AS "n_events",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 1
      )), 0) AS BIGINT) AS "verbal_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 2
      )), 0) AS BIGINT) AS "material_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 3
      )), 0) AS BIGINT) AS "verbal_conflict",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 4
      )), 0) AS BIGINT) AS "material_conflict",
    SUM("t3"."scores") FILTER(WHERE
      "t3"."done") / SUM("t3"."n") FILTER(WHERE
      "t3"."done") AS "mean_score",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'planned'), 0) AS BIGINT) AS "n_planned",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'possible'), 0) AS BIGINT) AS "n_possible",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'denied'), 0) AS BIGINT) AS "n_denied"
  FROM (
    SELECT
      "t2"."date_start",
      "t2"."date_end",
      "t2"."quad",
      "t2"."status",
      "t2"."n",
      "t2"."scores",
      "t2"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'WEEK',
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
        "t1"."date_start",
        "t1"."date_end",
        "t1"."quad",
        "t1"."status",
        CAST(COUNT(*) AS DOUBLE) AS "n",
        SUM("t1"."score") AS "scores"
      FROM (
        SELECT
          *
        FROM "ties" AS "t0"
        WHERE
          "t0"."dyad" IN ('{0}') AND "t0"."stands"
      ) AS "t1"
      GROUP BY
        1,
        2,
        3,
        4
    ) AS "t2"
    WHERE
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 7
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."period" ASC

-- periods.counts month
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done"), 0) AS BIGINT) AS "n_events",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 1
      )), 0) AS BIGINT) AS "verbal_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 2
      )), 0) AS BIGINT) AS "material_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 3
      )), 0) AS BIGINT) AS "verbal_conflict",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 4
      )), 0) AS BIGINT) AS "material_conflict",
    SUM("t3"."scores") FILTER(WHERE
      "t3"."done") / SUM("t3"."n") FILTER(WHERE
      "t3"."done") AS "mean_score",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'planned'), 0) AS BIGINT) AS "n_planned",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'possible'), 0) AS BIGINT) AS "n_possible",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'denied'), 0) AS BIGINT) AS "n_denied"
  FROM (
    SELECT
      "t2"."date_start",
      "t2"."date_end",
      "t2"."quad",
      "t2"."status",
      "t2"."n",
      "t2"."scores",
      "t2"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
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
        "t1"."date_start",
        "t1"."date_end",
        "t1"."quad",
        "t1"."status",
        CAST(COUNT(*) AS DOUBLE) AS "n",
        SUM("t1"."score") AS "scores"
      FROM (
        SELECT
          *
        FROM "ties" AS "t0"
        WHERE
          "t0"."dyad" IN ('{0}') AND "t0"."stands"
      ) AS "t1"
      GROUP BY
        1,
        2,
        3,
        4
    ) AS "t2"
    WHERE
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 31
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."period" ASC

-- periods.counts quarter
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done"), 0) AS BIGINT) AS "n_events",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 1
      )), 0) AS BIGINT) AS "verbal_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 2
      )), 0) AS BIGINT) AS "material_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 3
      )), 0) AS BIGINT) AS "verbal_conflict",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 4
      )), 0) AS BIGINT) AS "material_conflict",
    SUM("t3"."scores") FILTER(WHERE
      "t3"."done") / SUM("t3"."n") FILTER(WHERE
      "t3"."done") AS "mean_score",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'planned'), 0) AS BIGINT) AS "n_planned",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'possible'), 0) AS BIGINT) AS "n_possible",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'denied'), 0) AS BIGINT) AS "n_denied"
  FROM (
    SELECT
      "t2"."date_start",
      "t2"."date_end",
      "t2"."quad",
      "t2"."status",
      "t2"."n",
      "t2"."scores",
      "t2"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'QUARTER',
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
        "t1"."date_start",
        "t1"."date_end",
        "t1"."quad",
        "t1"."status",
        CAST(COUNT(*) AS DOUBLE) AS "n",
        SUM("t1"."score") AS "scores"
      FROM (
        SELECT
          *
        FROM "ties" AS "t0"
        WHERE
          "t0"."dyad" IN ('{0}') AND "t0"."stands"
      ) AS "t1"
      GROUP BY
        1,
        2,
        3,
        4
    ) AS "t2"
    WHERE
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 92
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."period" ASC

-- periods.counts year
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done"), 0) AS BIGINT) AS "n_events",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 1
      )), 0) AS BIGINT) AS "verbal_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 2
      )), 0) AS BIGINT) AS "material_cooperation",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 3
      )), 0) AS BIGINT) AS "verbal_conflict",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."done" AND (
        "t3"."quad" = 4
      )), 0) AS BIGINT) AS "material_conflict",
    SUM("t3"."scores") FILTER(WHERE
      "t3"."done") / SUM("t3"."n") FILTER(WHERE
      "t3"."done") AS "mean_score",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'planned'), 0) AS BIGINT) AS "n_planned",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'possible'), 0) AS BIGINT) AS "n_possible",
    CAST(COALESCE(SUM("t3"."n") FILTER(WHERE
      "t3"."status" = 'denied'), 0) AS BIGINT) AS "n_denied"
  FROM (
    SELECT
      "t2"."date_start",
      "t2"."date_end",
      "t2"."quad",
      "t2"."status",
      "t2"."n",
      "t2"."scores",
      "t2"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'YEAR',
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
        "t1"."date_start",
        "t1"."date_end",
        "t1"."quad",
        "t1"."status",
        CAST(COUNT(*) AS DOUBLE) AS "n",
        SUM("t1"."score") AS "scores"
      FROM (
        SELECT
          *
        FROM "ties" AS "t0"
        WHERE
          "t0"."dyad" IN ('{0}') AND "t0"."stands"
      ) AS "t1"
      GROUP BY
        1,
        2,
        3,
        4
    ) AS "t2"
    WHERE
      DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") > 0
      AND DATE_DIFF('DAY', "t2"."date_start", "t2"."date_end") <= 366
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."period" ASC

-- periods.report_counts day
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(DISTINCT "t1"."report") AS "n_reports"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'DAY',
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
      "t0"."dyad" IN ('{0}')
      AND "t0"."report" IS NOT NULL
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.report_counts week
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(DISTINCT "t1"."report") AS "n_reports"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'WEEK',
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
      "t0"."dyad" IN ('{0}')
      AND "t0"."report" IS NOT NULL
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.report_counts month
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(DISTINCT "t1"."report") AS "n_reports"
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
      "t0"."stands",
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
      "t0"."dyad" IN ('{0}')
      AND "t0"."report" IS NOT NULL
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.report_counts quarter
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(DISTINCT "t1"."report") AS "n_reports"
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
      "t0"."stands",
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
      "t0"."dyad" IN ('{0}')
      AND "t0"."report" IS NOT NULL
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.report_counts year
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(DISTINCT "t1"."report") AS "n_reports"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'YEAR',
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
      "t0"."dyad" IN ('{0}')
      AND "t0"."report" IS NOT NULL
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.exposure day
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(*) AS "exposure"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'DAY',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.exposure week
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(*) AS "exposure"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'WEEK',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.exposure month
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(*) AS "exposure"
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
      "t0"."stands",
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.exposure quarter
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(*) AS "exposure"
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
      "t0"."stands",
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.exposure year
SELECT
  *
FROM (
  SELECT
    "t1"."period",
    COUNT(*) AS "exposure"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'YEAR',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC

-- periods.counts_by_source day
SELECT
  *
FROM (
  SELECT
    "t1"."source",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own") AS "n_events",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own" AND "t1"."quad" IN (3, 4)) AS "n_conflict",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      NOT (
        "t1"."own"
      )) AS "exposure"
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
      COALESCE("t0"."source", 'text') AS "source",
      "t0"."stands",
      "t0"."dyad" IN ('{0}') AS "own",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'DAY',
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
      "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."source" ASC,
  "t2"."period" ASC

-- periods.counts_by_source week
SELECT
  *
FROM (
  SELECT
    "t1"."source",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own") AS "n_events",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own" AND "t1"."quad" IN (3, 4)) AS "n_conflict",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      NOT (
        "t1"."own"
      )) AS "exposure"
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
      COALESCE("t0"."source", 'text') AS "source",
      "t0"."stands",
      "t0"."dyad" IN ('{0}') AS "own",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'WEEK',
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
      "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."source" ASC,
  "t2"."period" ASC

-- periods.counts_by_source month
SELECT
  *
FROM (
  SELECT
    "t1"."source",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own") AS "n_events",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own" AND "t1"."quad" IN (3, 4)) AS "n_conflict",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      NOT (
        "t1"."own"
      )) AS "exposure"
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
      COALESCE("t0"."source", 'text') AS "source",
      "t0"."stands",
      "t0"."dyad" IN ('{0}') AS "own",
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
      "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."source" ASC,
  "t2"."period" ASC

-- periods.counts_by_source quarter
SELECT
  *
FROM (
  SELECT
    "t1"."source",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own") AS "n_events",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own" AND "t1"."quad" IN (3, 4)) AS "n_conflict",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      NOT (
        "t1"."own"
      )) AS "exposure"
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
      COALESCE("t0"."source", 'text') AS "source",
      "t0"."stands",
      "t0"."dyad" IN ('{0}') AS "own",
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
      "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."source" ASC,
  "t2"."period" ASC

-- periods.counts_by_source year
SELECT
  *
FROM (
  SELECT
    "t1"."source",
    "t1"."period",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own") AS "n_events",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      "t1"."own" AND "t1"."quad" IN (3, 4)) AS "n_conflict",
    COUNT(DISTINCT "t1"."deed") FILTER(WHERE
      NOT (
        "t1"."own"
      )) AS "exposure"
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
      COALESCE("t0"."source", 'text') AS "source",
      "t0"."stands",
      "t0"."dyad" IN ('{0}') AS "own",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'YEAR',
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
      "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."source" ASC,
  "t2"."period" ASC

-- periods.left_out day
SELECT
  COUNT(*) FILTER(WHERE
    "t1"."days" IS NULL) AS "n_undated",
  COUNT(*) FILTER(WHERE
    "t1"."days" > 1) AS "n_vague",
  COUNT(DISTINCT "t1"."report") AS "n_reports",
  COUNT(*) AS "n_deeds"
FROM (
  SELECT
    "t0"."deed",
    "t0"."event",
    "t0"."report",
    "t0"."dyad",
    "t0"."actor",
    "t0"."recipient",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."status",
    "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
    "t0"."confidence",
    "t0"."date_start",
    "t0"."date_end",
    DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
    "t0"."date_start" + TO_DAYS(
      CAST(FLOOR((
        DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
      ) / (
        2
      )) AS BIGINT)
    ) AS "middle"
  FROM "ties" AS "t0"
  WHERE
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"

-- periods.left_out week
SELECT
  COUNT(*) FILTER(WHERE
    "t1"."days" IS NULL) AS "n_undated",
  COUNT(*) FILTER(WHERE
    "t1"."days" > 7) AS "n_vague",
  COUNT(DISTINCT "t1"."report") AS "n_reports",
  COUNT(*) AS "n_deeds"
FROM (
  SELECT
    "t0"."deed",
    "t0"."event",
    "t0"."report",
    "t0"."dyad",
    "t0"."actor",
    "t0"."recipient",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."status",
    "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
    "t0"."confidence",
    "t0"."date_start",
    "t0"."date_end",
    DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
    "t0"."date_start" + TO_DAYS(
      CAST(FLOOR((
        DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
      ) / (
        2
      )) AS BIGINT)
    ) AS "middle"
  FROM "ties" AS "t0"
  WHERE
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"

-- periods.left_out month
SELECT
  COUNT(*) FILTER(WHERE
    "t1"."days" IS NULL) AS "n_undated",
  COUNT(*) FILTER(WHERE
    "t1"."days" > 31) AS "n_vague",
  COUNT(DISTINCT "t1"."report") AS "n_reports",
  COUNT(*) AS "n_deeds"
FROM (
  SELECT
    "t0"."deed",
    "t0"."event",
    "t0"."report",
    "t0"."dyad",
    "t0"."actor",
    "t0"."recipient",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."status",
    "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
    "t0"."confidence",
    "t0"."date_start",
    "t0"."date_end",
    DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
    "t0"."date_start" + TO_DAYS(
      CAST(FLOOR((
        DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
      ) / (
        2
      )) AS BIGINT)
    ) AS "middle"
  FROM "ties" AS "t0"
  WHERE
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"

-- periods.left_out quarter
SELECT
  COUNT(*) FILTER(WHERE
    "t1"."days" IS NULL) AS "n_undated",
  COUNT(*) FILTER(WHERE
    "t1"."days" > 92) AS "n_vague",
  COUNT(DISTINCT "t1"."report") AS "n_reports",
  COUNT(*) AS "n_deeds"
FROM (
  SELECT
    "t0"."deed",
    "t0"."event",
    "t0"."report",
    "t0"."dyad",
    "t0"."actor",
    "t0"."recipient",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."status",
    "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
    "t0"."confidence",
    "t0"."date_start",
    "t0"."date_end",
    DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
    "t0"."date_start" + TO_DAYS(
      CAST(FLOOR((
        DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
      ) / (
        2
      )) AS BIGINT)
    ) AS "middle"
  FROM "ties" AS "t0"
  WHERE
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"

-- periods.left_out year
SELECT
  COUNT(*) FILTER(WHERE
    "t1"."days" IS NULL) AS "n_undated",
  COUNT(*) FILTER(WHERE
    "t1"."days" > 366) AS "n_vague",
  COUNT(DISTINCT "t1"."report") AS "n_reports",
  COUNT(*) AS "n_deeds"
FROM (
  SELECT
    "t0"."deed",
    "t0"."event",
    "t0"."report",
    "t0"."dyad",
    "t0"."actor",
    "t0"."recipient",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."status",
    "t0"."status" IN ('occurred', 'ongoing', 'ended') AS "done",
    "t0"."confidence",
    "t0"."date_start",
    "t0"."date_end",
    DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
    "t0"."date_start" + TO_DAYS(
      CAST(FLOOR((
        DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
      ) / (
        2
      )) AS BIGINT)
    ) AS "middle"
  FROM "ties" AS "t0"
  WHERE
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"

-- periods.done_deeds day
SELECT
  *
FROM (
  SELECT
    "t0"."event",
    "t0"."deed",
    "t0"."report",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."confidence",
    "t0"."date_start",
    CAST(DATE_TRUNC(
      'DAY',
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
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"
ORDER BY
  "t1"."period" ASC,
  "t1"."event" ASC

-- periods.done_deeds week
SELECT
  *
FROM (
  SELECT
    "t0"."event",
    "t0"."deed",
    "t0"."report",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."confidence",
    "t0"."date_start",
    CAST(DATE_TRUNC(
      'WEEK',
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
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"
ORDER BY
  "t1"."period" ASC,
  "t1"."event" ASC

-- periods.done_deeds month
SELECT
  *
FROM (
  SELECT
    "t0"."event",
    "t0"."deed",
    "t0"."report",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."confidence",
    "t0"."date_start",
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
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"
ORDER BY
  "t1"."period" ASC,
  "t1"."event" ASC

-- periods.done_deeds quarter
SELECT
  *
FROM (
  SELECT
    "t0"."event",
    "t0"."deed",
    "t0"."report",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."confidence",
    "t0"."date_start",
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
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"
ORDER BY
  "t1"."period" ASC,
  "t1"."event" ASC

-- periods.done_deeds year
SELECT
  *
FROM (
  SELECT
    "t0"."event",
    "t0"."deed",
    "t0"."report",
    "t0"."type",
    "t0"."quad",
    "t0"."score",
    "t0"."confidence",
    "t0"."date_start",
    CAST(DATE_TRUNC(
      'YEAR',
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
    "t0"."dyad" IN ('{0}')
    AND "t0"."stands"
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
    AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
    AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
) AS "t1"
ORDER BY
  "t1"."period" ASC,
  "t1"."event" ASC

-- periods.counts_of_others day 16
WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'DAY',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
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

-- periods.counts_of_others week 16
WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'WEEK',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
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

-- periods.counts_of_others month 16
WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events"
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
      "t0"."stands",
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
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

-- periods.counts_of_others quarter 16
WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events"
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
      "t0"."stands",
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
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

-- periods.counts_of_others year 16
WITH "t2" AS (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      CAST(DATE_TRUNC(
        'YEAR',
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
      "t0"."stands"
      AND NOT (
        "t0"."dyad" IN ('{0}')
      )
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
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

-- every_dyad.counts_of_every_dyad day
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" IN (3, 4)) AS "n_conflict"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      "t0"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
      CAST(DATE_TRUNC(
        'DAY',
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
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 1
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."dyad" ASC,
  "t2"."period" ASC

-- every_dyad.counts_of_every_dyad week
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" IN (3, 4)) AS "n_conflict"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      "t0"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
      CAST(DATE_TRUNC(
        'WEEK',
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
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 7
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."dyad" ASC,
  "t2"."period" ASC

-- every_dyad.counts_of_every_dyad month
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" IN (3, 4)) AS "n_conflict"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      "t0"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
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
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 31
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."dyad" ASC,
  "t2"."period" ASC

-- every_dyad.counts_of_every_dyad quarter
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" IN (3, 4)) AS "n_conflict"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      "t0"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
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
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 92
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."dyad" ASC,
  "t2"."period" ASC

-- every_dyad.counts_of_every_dyad year
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    "t1"."period",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" IN (3, 4)) AS "n_conflict"
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
      "t0"."stands",
      DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") AS "days",
      "t0"."date_start" + TO_DAYS(
        CAST(FLOOR((
          DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end")
        ) / (
          2
        )) AS BIGINT)
      ) AS "middle",
      CAST(DATE_TRUNC(
        'YEAR',
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
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") > 0
      AND DATE_DIFF('DAY', "t0"."date_start", "t0"."date_end") <= 366
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."dyad" ASC,
  "t2"."period" ASC

-- periods.span
SELECT
  *
FROM (
  SELECT
    MIN("t0"."date_start") AS "since",
    MAX("t0"."date_end") AS "until"
  FROM "reports" AS "t0"
) AS "t2"
UNION ALL
SELECT
  *
FROM (
  SELECT
    MIN("t3"."date_start") AS "since",
    MAX("t3"."date_end") AS "until"
  FROM (
    SELECT
      *
    FROM "ties" AS "t1"
    WHERE
      "t1"."report" IS NULL
  ) AS "t3"
) AS "t4"

-- every_dyad.counts_between
SELECT
  *
FROM (
  SELECT
    "t1"."dyad",
    COUNT(*) AS "n_events",
    COUNT(*) FILTER(WHERE
      "t1"."quad" >= 3) AS "n_conflict"
  FROM (
    SELECT
      *
    FROM "ties" AS "t0"
    WHERE
      "t0"."stands"
      AND "t0"."status" IN ('occurred', 'ongoing', 'ended')
      AND "t0"."date_start" >= CAST('{0}' AS DATE)
      AND "t0"."date_start" < CAST('{1}' AS DATE)
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."dyad" ASC

-- measures.measures
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
  "t0"."dyad" IN ('{0}') AND "t0"."date_start" IS NOT NULL
ORDER BY
  "t0"."name" ASC,
  "t0"."date_start" ASC,
  "t0"."line" ASC

-- measures.covered_years
SELECT
  *
FROM (
  SELECT
    "t1"."name",
    MIN("t1"."date_start") AS "since",
    MAX("t1"."date_end") AS "until"
  FROM (
    SELECT
      *
    FROM "measures" AS "t0"
    WHERE
      "t0"."date_start" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."name" ASC

-- measures.usual_agreement
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
        SUBSTRING(
          "t0"."dyad",
          CASE WHEN (
            0 + 1
          ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t0"."dyad") END,
          3
        ) IN ('{0}')
        OR RIGHT("t0"."dyad", 3) IN ('{0}')
      )
      AND NOT (
        "t0"."dyad" IN ('{1}')
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."date_start" ASC

-- rows.tellings
SELECT
  *
FROM (
  SELECT
    "t8"."event",
    "t8"."pair_deed" AS "deed",
    "t8"."dyad",
    "t8"."actors",
    "t8"."recipients",
    "t8"."reciprocal",
    "t8"."stands",
    "t6"."report_date",
    "t6"."outlet",
    "t3"."date",
    "t3"."date_start",
    "t3"."date_end",
    "t3"."type",
    "t3"."mode",
    "t3"."contexts",
    "t3"."quad",
    "t3"."score",
    "t3"."status",
    "t3"."place",
    "t3"."text",
    "t3"."report",
    "t3"."span_start",
    "t3"."span_end",
    "t3"."confidence",
    "t3"."coder",
    "t3"."coder_version",
    "t3"."file",
    "t3"."line"
  FROM (
    SELECT
      "t5"."event",
      MIN("t5"."dyad") AS "dyad",
      MIN("t5"."deed") AS "pair_deed",
      BOOL_OR(CAST("t5"."deed" = "t5"."event" || '-' || "t5"."dyad" AS BOOLEAN)) AS "stands",
      ARRAY_AGG(DISTINCT "t5"."actor" ORDER BY "t5"."actor" ASC) FILTER(WHERE
        "t5"."actor" IS NOT NULL) AS "actors",
      ARRAY_AGG(DISTINCT "t5"."recipient" ORDER BY "t5"."recipient" ASC) FILTER(WHERE
        "t5"."recipient" IS NOT NULL) AS "recipients",
      BOOL_OR(CAST("t5"."reciprocal" AS BOOLEAN)) AS "reciprocal"
    FROM (
      SELECT
        *
      FROM "ties" AS "t1"
      WHERE
        "t1"."dyad" IN ('{0}')
    ) AS "t5"
    GROUP BY
      1
  ) AS "t8"
  INNER JOIN "events" AS "t3"
    ON "t8"."event" = "t3"."id"
  LEFT OUTER JOIN (
    SELECT
      "t2"."id" AS "report_id",
      "t2"."date" AS "report_date",
      "t2"."outlet"
    FROM "reports" AS "t2"
  ) AS "t6"
    ON "t3"."report" = "t6"."report_id"
) AS "t9"
ORDER BY
  "t9"."date_start" ASC,
  "t9"."event" ASC

-- rows.claims
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
      "t5"."via_text",
      "t5"."via_name",
      "t5"."via_role",
      "t5"."via_state",
      "t5"."towards",
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
        ARRAY_LENGTH(LIST_FILTER("t0"."about", LAMBDA x : ARRAY_CONTAINS(CAST(['{0}'] AS TEXT[]), x))) > 0
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

-- rows.phases
SELECT
  *
FROM "phases" AS "t0"
WHERE
  "t0"."dyad" IN ('{0}')
ORDER BY
  "t0"."date_start" ASC,
  "t0"."report" ASC,
  "t0"."span_start" ASC

-- rows.drivers
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
      "t4"."cue",
      "t4"."cue_start",
      "t4"."cue_end",
      "t4"."explicit",
      "t4"."cause_parts",
      "t4"."effect_parts",
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
          "t2"."dyad" IN ('{0}') AND "t2"."report" IS NOT NULL
      ) AS "t7"
      UNION
      SELECT
        *
      FROM (
        SELECT
          "t3"."report"
        FROM "claims" AS "t3"
        WHERE
          ARRAY_LENGTH(LIST_FILTER("t3"."about", LAMBDA x : ARRAY_CONTAINS(CAST(['{0}'] AS TEXT[]), x))) > 0
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

-- rows.ties_of_states
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
    "t0"."actor" IN ('{0}') OR "t0"."recipient" IN ('{0}')
  )
  AND NOT (
    "t0"."actor" IN ('{0}') AND "t0"."recipient" IN ('{0}')
  )
  AND NOT (
    "t0"."dyad" IN ('{1}')
  )
  AND "t0"."date_start" IS NOT NULL
ORDER BY
  "t0"."date_start" ASC,
  "t0"."event" ASC
