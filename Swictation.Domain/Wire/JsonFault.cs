using System.Text;
using System.Text.Json;

namespace Swictation.Domain.Wire;

/// <summary>Says what is wrong with JSON that people have written.</summary>
public static class JsonFault
{
    /// <summary>In one line: where it is broken, counted from 1, and by what.</summary>
    /// <param name="json">All of it.</param>
    /// <param name="fault">What reading it came to.</param>
    public static string Describe(ReadOnlySpan<byte> json, JsonException fault)
    {
        var line = json;
        for (var skipped = 0L; skipped < fault.LineNumber; skipped++) line = line[(line.IndexOf((byte)'\n') + 1)..];

        var at = (int)Math.Min(fault.BytePositionInLine ?? 0, line.Length);
        var position = Encoding.UTF8.GetCharCount(line[..at]) + 1;
        return $"line {fault.LineNumber + 1}, position {position}: {Name(line[at..])}";
    }

    private static string Name(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty) return "it ends before it is complete";

        Rune.DecodeFromUtf8(rest, out var found, out _);
        return found.Value switch
        {
            '{' or '[' => $"'{found}' has no place there, or stands in too many others",
            _ when Rune.IsControl(found) => $"the control character U+{found.Value:X4} has no place there",
            _ => $"'{found}' has no place there",
        };
    }
}
