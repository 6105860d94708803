using System.Globalization;
using System.Text.RegularExpressions;

namespace Swictation.Testing;

/// <summary>
/// Reads the Prometheus text format 0.0.4, more strictly than Prometheus itself: every family has its HELP and TYPE, in
/// this order and once, counters end in _total, units are base units, and histograms have buckets that grow, up to the count.
/// </summary>
public static partial class PrometheusFormat
{
    /// <summary>Every sample by its name with labels.</summary>
    /// <exception cref="FormatException">Something is not as it should be; the message has the line.</exception>
    public static Dictionary<string, double> Read(string text)
    {
        if (!text.EndsWith('\n')) throw new FormatException("The last line has no line feed.");

        var samples = new Dictionary<string, double>();
        var families = new Dictionary<string, string>();
        string? described = null;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                described = help.Groups["name"].Value;
                if (OtherUnit().IsMatch(described)) throw new FormatException($"No base unit: {line}");
                if (families.ContainsKey(described)) throw new FormatException($"A second family: {line}");
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                if (type.Groups["name"].Value != described) throw new FormatException($"A type without help: {line}");
                families.Add(described, type.Groups["type"].Value);
            }
            else if (Sample().Match(line) is { Success: true } sample)
            {
                var kind = families.GetValueOrDefault(described ?? "");
                if (kind is null || !Belongs(sample, described!, kind))
                    throw new FormatException($"A sample outside its family: {line}");
                var value = double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture);
                if (!samples.TryAdd(line[..line.LastIndexOf(' ')], value))
                    throw new FormatException($"A sample twice: {line}");
            }
            else
            {
                throw new FormatException($"Not the format: {line}");
            }
        }

        foreach (var (name, _) in families.Where(family => family.Value == "histogram")) CheckHistogram(name, samples);
        return samples;
    }

    private static void CheckHistogram(string name, Dictionary<string, double> samples)
    {
        var buckets = samples
            .Where(sample => sample.Key.StartsWith($"{name}_bucket{{", StringComparison.Ordinal))
            .Select(sample => (Le: sample.Key.Split('"')[1], Count: sample.Value))
            .ToList();
        var bounds = buckets
            .Select(bucket => bucket.Le == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Le, CultureInfo.InvariantCulture))
            .ToList();
        var isWhole = samples.ContainsKey($"{name}_sum") && samples.TryGetValue($"{name}_count", out var count)
            && buckets is [.., ("+Inf", var all)] && all == count
            && bounds.SequenceEqual(bounds.Distinct().Order())
            && buckets.Select(bucket => bucket.Count).SequenceEqual(buckets.Select(bucket => bucket.Count).Order());
        if (!isWhole) throw new FormatException($"No histogram: {name}");
    }

    private static bool Belongs(Match sample, string family, string kind)
    {
        var (name, labels) = (sample.Groups["name"].Value, sample.Groups["labels"].Value);
        return kind switch
        {
            "counter" => name == family && name.EndsWith("_total", StringComparison.Ordinal),
            "gauge" => name == family,
            "histogram" when name == $"{family}_bucket" => labels.StartsWith("le=", StringComparison.Ordinal),
            "histogram" => labels.Length == 0 && (name == $"{family}_sum" || name == $"{family}_count"),
            _ => false,
        };
    }

    [GeneratedRegex("_(milliseconds|microseconds|minutes|hours|ms|us|kilobytes|kib|bits)(_|$)")]
    private static partial Regex OtherUnit();

    [GeneratedRegex("^# HELP (?<name>[a-z][a-z0-9_]*) [^ ].*[^ ]$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE (?<name>[a-z][a-z0-9_]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<name>[a-z][a-z0-9_]*)(\{(?<labels>[a-z]+=""[a-z0-9_.+I]+"")\})? (?<value>\d+(\.\d+)?)$")]
    private static partial Regex Sample();
}
