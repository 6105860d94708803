using System.Text;
using System.Text.Json;

namespace Swictation.Plumbing.Text;

/// <summary>Describes a mistake in JSON that people have written.</summary>
public static class JsonFault
{
    /// <summary>In one line: where it is broken, counted from 1, and by what.</summary>
    /// <param name="json">All of it.</param>
    /// <param name="fault">The exception of reading it.</param>
    /// <param name="syntax">Extensions of RFC 8259 that are allowed in it.</param>
    public static string Describe(ReadOnlySpan<byte> json, JsonException fault, JsonReaderOptions syntax = default)
    {
        if (IsCutOff(json, syntax))
        {
            var last = json[(json.LastIndexOf((byte)'\n') + 1)..];
            return $"line {json.Count((byte)'\n') + 1}, position {Encoding.UTF8.GetCharCount(last) + 1}: "
                + "it ends before it is complete";
        }

        var line = json;
        for (var skipped = 0L; skipped < fault.LineNumber; skipped++) line = line[(line.IndexOf((byte)'\n') + 1)..];

        var at = (int)Math.Min(fault.BytePositionInLine ?? 0, line.Length);
        var position = Encoding.UTF8.GetCharCount(line[..at]) + 1;
        return $"line {fault.LineNumber + 1}, position {position}: {Name(line[at..])}";
    }

    private static bool IsCutOff(ReadOnlySpan<byte> json, JsonReaderOptions syntax)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(syntax));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Name(ReadOnlySpan<byte> rest)
    {
        Rune.DecodeFromUtf8(rest, out var found, out _);
        return found.Value switch
        {
            '{' or '[' => $"'{found}' has no place there, or stands in too many others",
            _ when Rune.IsControl(found) => $"the control character U+{found.Value:X4} has no place there",
            _ => $"'{found}' has no place there",
        };
    }
}
