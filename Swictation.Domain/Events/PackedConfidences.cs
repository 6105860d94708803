using System.Globalization;

namespace Swictation.Domain.Events;

/// <summary>
/// Confidences of words in two characters each: thousandths, 0 to 1000, as two digits to the base 36. A third of what they
/// take as numbers.
/// </summary>
public static class PackedConfidences
{
    private const int Thousand = 1_000;
    private const int Base = 36;
    private const int Width = 2;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Null where there are none, or one is no whole number of thousandths.</summary>
    public static string? Pack(ReadOnlySpan<double> confidences)
    {
        if (confidences.IsEmpty) return null;

        var packed = new char[Width * confidences.Length];
        for (var i = 0; i < confidences.Length; i++)
        {
            var thousandths = Math.Round(confidences[i] * Thousand);
            // No negative zero either: what is read back is what was written.
            if (!(thousandths is >= 0 and <= Thousand) || double.IsNegative(confidences[i]) || thousandths / Thousand != confidences[i])
                return null;

            (packed[Width * i], packed[(Width * i) + 1]) = (Digits[(int)thousandths / Base], Digits[(int)thousandths % Base]);
        }

        return new(packed);
    }

    /// <summary>The same as a JSON array of numbers; null where it is nothing that was packed.</summary>
    public static string? ToJson(ReadOnlySpan<char> packed) => Unpack(packed) is { } confidences
        ? $"[{string.Join(',', confidences.Select(confidence => confidence.ToString("0.0##", CultureInfo.InvariantCulture)))}]"
        : null;

    /// <summary>Null where it is nothing that was packed.</summary>
    public static double[]? Unpack(ReadOnlySpan<char> packed)
    {
        if (packed.Length % Width != 0) return null;

        var confidences = new double[packed.Length / Width];
        for (var i = 0; i < confidences.Length; i++)
        {
            var (high, low) = (Digits.IndexOf(packed[Width * i]), Digits.IndexOf(packed[(Width * i) + 1]));
            var thousandths = (Base * high) + low;
            if (high < 0 || low < 0 || thousandths > Thousand) return null;

            confidences[i] = (double)thousandths / Thousand;
        }

        return confidences;
    }
}
