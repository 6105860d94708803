using System.Globalization;

namespace Swictation.Replay.Asking;

/// <summary>The form in which rows of a query are printed.</summary>
internal abstract class SqlOutput
{
    public abstract void Begin(IReadOnlyList<string> columns);

    public abstract void Add(object?[] row);

    /// <summary>Writes what is left.</summary>
    public abstract void End();

    /// <summary>A value as text; bytes as hexadecimal figures.</summary>
    protected static string TextOf(object? value) => value switch
    {
        null => "",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
