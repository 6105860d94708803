using System.Text.Json;
using Swictation.Daemon.Options;
using Swictation.Plumbing.Settings;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Options;

/// <summary>A home directory and an environment of its own, with a configuration file if a test writes one.</summary>
internal sealed class SettingsBench : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly Dictionary<string, string> _environment = [];

    public SettingsBench() => _environment["HOME"] = _home.Path;

    public string Home => _home.Path;

    public string ConfigurationFile => Path.Combine(Home, ".config", "swictation", "config.json");

    /// <summary>What the daemon is set to where there is no file and nothing in the environment.</summary>
    public static DaemonOptions Standard(params (string Setting, string? Value)[] commandLine)
    {
        using var bench = new SettingsBench();
        return bench.Load(commandLine);
    }

    public void SetVariable(string name, string value) => _environment[name] = value;

    public void WriteFile(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigurationFile)!);
        File.WriteAllText(ConfigurationFile, text);
    }

    public void WriteFile(string setting, string value) =>
        WriteFile(JsonSerializer.Serialize(new Dictionary<string, string> { [setting] = value }));

    public DaemonOptions Load(params (string Setting, string? Value)[] commandLine) =>
        Settings.Load(Given(commandLine));

    /// <summary>The settings as commands find them that need only some.</summary>
    public GivenSettings Given(params (string Setting, string? Value)[] commandLine) =>
        new GivenSettings(name => _environment.GetValueOrDefault(name), File.ReadAllBytes)
            .With(commandLine.ToDictionary(given => given.Setting, given => given.Value));

    public void Dispose() => _home.Dispose();
}
