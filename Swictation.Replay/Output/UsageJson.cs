using System.Text.Json.Serialization;
using Swictation.Storage.Usage;

namespace Swictation.Replay.Output;

/// <summary>What <c>du --json</c> prints of a log. All figures are bytes.</summary>
internal sealed record UsageJson(
    long TotalBytes,
    UsageOfDatabaseJson Database,
    long ReserveBytes,
    UsageOfAudioJson Audio,
    IReadOnlyList<UsageOfFileJson> SetAside,
    long DiskLeftBytes,
    IReadOnlyList<UsageOfMonthJson> Months)
{
    public static UsageJson Of(LogUsage usage) => new(
        usage.Total,
        new(usage.Database, usage.Text, usage.Metrics, usage.Other, usage.Index, usage.Free, usage.WriteAheadLog),
        usage.Reserve,
        new(
            usage.AllAudio,
            usage.Audio[AudioKind.Kept],
            usage.Audio[AudioKind.Failed],
            usage.Audio[AudioKind.Withheld],
            usage.Audio[AudioKind.Waiting],
            usage.Audio[AudioKind.Cancelled],
            usage.Audio[AudioKind.Orphaned]),
        [.. usage.SetAside.Select(file => new UsageOfFileJson(file.Path, file.Bytes))],
        usage.DiskLeft,
        [
            .. usage.Months.Select(month => new UsageOfMonthJson(
                month.Month?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                month.Text,
                month.Metrics,
                month.Other,
                month.Audio)),
        ]);
}

/// <param name="Bytes">The file, without its write-ahead log.</param>
internal sealed record UsageOfDatabaseJson(
    long Bytes, long TextBytes, long MetricsBytes, long OtherBytes, long IndexBytes, long FreeBytes, long WriteAheadLogBytes);

internal sealed record UsageOfAudioJson(
    long Bytes, long KeptBytes, long FailedBytes, long WithheldBytes, long WaitingBytes, long CancelledBytes, long OrphanedBytes);

internal sealed record UsageOfFileJson(string File, long Bytes);

/// <param name="Month"><c>2026-11</c>, in local time; absent for events whose time makes no sense.</param>
internal sealed record UsageOfMonthJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Month,
    long TextBytes,
    long MetricsBytes,
    long OtherBytes,
    long AudioBytes);
