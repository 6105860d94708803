using System.Globalization;
using Swictation.Storage.Usage;

namespace Swictation.Replay.Output;

/// <summary>What a log takes, for people.</summary>
internal static class UsageText
{
    private const string Indent = "  ";

    public static void Write(LogUsage usage, ScreenStyle style, TextWriter output)
    {
        List<(string Name, long Bytes)> rows =
        [
            ("Database", usage.Database),
            (Indent + "text", usage.Text),
            (Indent + "metrics", usage.Metrics),
            (Indent + "other events", usage.Other),
            (Indent + "index", usage.Index),
            (Indent + "free", usage.Free),
            ("Write-ahead log", usage.WriteAheadLog),
            .. usage.Reserve > 0 ? ((string, long)[])[("Reserve", usage.Reserve)] : [],
            ("Audio", usage.AllAudio),
            .. Enum.GetValues<AudioKind>()
                .Where(kind => usage.Audio[kind] > 0)
                .Select(kind => (Indent + NameOf(kind), usage.Audio[kind])),
            ("Set aside", usage.AllSetAside),
            .. usage.SetAside.Select(file => (Indent + OneLine.Of(Path.GetFileName(file.Path)), file.Bytes)),
            ("All", usage.Total),
            ("Left on the disk", usage.DiskLeft),
        ];
        TextTable.Write(
            [
                new("", false, null, [.. rows.Select(row => row.Name)]),
                new("SIZE", true, null, [.. rows.Select(row => HumanText.Size(row.Bytes))]),
            ],
            style,
            output);
        if (usage.Months.Count == 0) return;

        output.WriteLine();
        TextTable.Write(
            [
                new("MONTH", false, null, [.. usage.Months.Select(month => Name(month.Month))]),
                Column("TEXT", month => month.Text),
                Column("METRICS", month => month.Metrics),
                Column("OTHER", month => month.Other),
                Column("AUDIO", month => month.Audio),
            ],
            style,
            output);

        AlignedColumn Column(string title, Func<MonthUsage, long> bytes) =>
            new(title, true, null, [.. usage.Months.Select(month => HumanText.Size(bytes(month)))]);
    }

    private static string Name(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "unknown";

    private static string NameOf(AudioKind kind) => kind switch
    {
        AudioKind.Kept => "kept",
        AudioKind.Failed => "failed",
        AudioKind.Withheld => "withheld",
        AudioKind.Waiting => "waiting",
        AudioKind.Cancelled => "cancelled",
        AudioKind.Orphaned => "orphaned",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a name."),
    };
}
