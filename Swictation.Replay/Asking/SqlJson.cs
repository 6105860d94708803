using Swictation.Replay.Output;

namespace Swictation.Replay.Asking;

/// <summary>One array with an object for each row, of all results.</summary>
internal sealed class SqlJson(TextWriter output) : SqlOutput
{
    private IReadOnlyList<string> _names = [];
    private bool _isEmpty = true;

    public override void Begin(IReadOnlyList<string> columns) => _names = [.. columns.Select(ReplayJson.Line)];

    public override void Add(object?[] row)
    {
        output.Write(_isEmpty ? "[\n{" : ",\n{");
        _isEmpty = false;
        output.Write(string.Join(',', row.Select((value, index) => $"{_names[index]}:{ValueOf(value)}")));
        output.Write('}');
    }

    public override void End() => output.WriteLine(_isEmpty ? "[]" : "\n]");

    // SQLite has infinities, and JSON has not.
    private static string ValueOf(object? value) => value switch
    {
        null or double and (double.PositiveInfinity or double.NegativeInfinity) => "null",
        long or double => TextOf(value),
        _ => ReplayJson.Line(TextOf(value)),
    };
}
