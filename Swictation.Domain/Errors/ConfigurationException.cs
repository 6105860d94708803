namespace Swictation.Domain.Errors;

/// <summary>A setting in the configuration file or the environment has no meaning.</summary>
/// <param name="setting">The file or the variable.</param>
/// <param name="reason">The cause and a remedy, without the setting.</param>
public sealed class ConfigurationException(string setting, string reason)
    : SwictationException($"{setting}: {reason}")
{
    public string Setting { get; } = setting;

    public string Reason { get; } = reason;
}
