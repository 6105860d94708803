namespace Swictation.Plumbing.Settings;

/// <summary>
/// Variables that look like settings and are none, most likely misspelt. They cause a warning and stop nothing: the
/// session of a desktop hands one environment to everything in it, and may have variables of another version.
/// </summary>
public static class UnknownVariables
{
    // Variables of tests and scripts.
    private const string TestPrefix = SettingName.VariablePrefix + "TEST_";

    /// <summary>A line for each, which names it and what may be meant.</summary>
    /// <param name="names">Of all variables in the environment.</param>
    public static IEnumerable<string> Explain(IEnumerable<string> names) =>
        names
            .Where(name => name.StartsWith(SettingName.VariablePrefix, StringComparison.Ordinal)
                && !name.StartsWith(TestPrefix, StringComparison.Ordinal)
                && !Known.Contains(name))
            .Order(StringComparer.Ordinal)
            .Select(name => Similar.Find(name, Known) is { } meant
                ? $"the variable {name} sets nothing; {meant} does"
                : $"the variable {name} sets nothing: there is no such setting");

    private static HashSet<string> Known { get; } =
        [.. SettingName.All.Select(SettingName.Variable), SettingName.ServerKeyVariable];
}
