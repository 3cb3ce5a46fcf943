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
  ) AS "middle"
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
