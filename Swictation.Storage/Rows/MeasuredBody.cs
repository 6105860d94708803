namespace Swictation.Storage.Rows;

/// <summary>
/// How SQL reads <c>segment_measured</c> in each of its versions: the first one names each number, the second one has them in
/// <c>times</c>.
/// </summary>
internal static class MeasuredBody
{
    /// <summary>Of the column <c>version</c>: those that are read.</summary>
    public const string Versions = "IN (1, 2)";

    /// <summary>NULL where the body has none; also of other events that have a field of that name.</summary>
    public const string StartS = "coalesce(body ->> '$.times[0]', body ->> 'start_s')";

    /// <inheritdoc cref="StartS"/>
    public const string DurationS = "coalesce(body ->> '$.times[1]', body ->> 'duration_s')";

    /// <inheritdoc cref="StartS"/>
    public const string RecognitionMs = "coalesce(body ->> '$.times[3]', body ->> 'recognition_ms')";
}
