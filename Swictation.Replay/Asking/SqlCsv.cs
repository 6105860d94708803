using Swictation.Replay.Output;

namespace Swictation.Replay.Asking;

/// <summary>Comma-separated values with a head for each result.</summary>
internal sealed class SqlCsv(TextWriter output) : SqlOutput
{
    public override void Begin(IReadOnlyList<string> columns) =>
        output.Write(string.Join(',', columns.Select(CsvText.Field)) + CsvText.EndOfRow);

    public override void Add(object?[] row) =>
        output.Write(string.Join(',', row.Select(value => CsvText.Field(TextOf(value)))) + CsvText.EndOfRow);

    public override void End()
    {
    }
}
