namespace Swictation.Plumbing.Clocks;

/// <summary>The variable <c>TZ</c>, which may name a time zone that the runtime does not know.</summary>
public static class ZoneVariable
{
    private const string Installed = "/usr/share/zoneinfo";

    /// <summary>
    /// Null for a zone that is known. The runtime reads files of zones and no rules of POSIX, and takes what it does not
    /// know for UTC.
    /// </summary>
    /// <param name="environment">Value of an environment variable, or null.</param>
    public static string? Explain(Func<string, string?> environment)
    {
        var (name, directory) = (environment("TZ"), environment("TZDIR"));
        var zone = name?.TrimStart(':');
        if (string.IsNullOrEmpty(zone) || zone.TrimEnd('0', '+', '-') is "UTC" or "GMT") return null;

        var place = string.IsNullOrEmpty(directory) ? Installed : directory;
        if (File.Exists(Path.Combine(place, zone))) return null;

        return $"TZ is '{name}', which is no time zone in {place}: local times are in UTC; "
            + "name one that is there, such as Europe/Berlin, or remove TZ for the zone of the machine";
    }
}
