using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>A setting of the daemon: what its option, its help and a refusal say.</summary>
/// <param name="name">One of <see cref="SettingName"/>.</param>
/// <param name="valueName">What stands for a value in the help; null for a switch, which is true or false.</param>
/// <param name="description">What it is for, with its default.</param>
internal abstract class DaemonSetting(string name, string? valueName, string description)
{
    public string Name { get; } = name;

    public string? ValueName { get; } = valueName;

    public string Description { get; } = description;

    public abstract bool IsValid(string text);

    /// <summary>The valid values in place of an invalid one, for the message.</summary>
    public abstract string Expected(string text);
}

/// <inheritdoc/>
/// <typeparam name="T">What a value is read into.</typeparam>
/// <param name="parse">Null for an invalid value.</param>
/// <param name="expected">As <see cref="DaemonSetting.Expected"/>.</param>
internal sealed class DaemonSetting<T>(
    string name, string? valueName, string description, Func<string, Parsed<T>?> parse, Func<string, string> expected)
    : DaemonSetting(name, valueName, description)
{
    /// <summary>The default, as it would be given; null where a setting that is not given is none.</summary>
    public string? Standard { get; init; }

    public override bool IsValid(string text) => parse(text) is not null;

    public override string Expected(string text) => expected(text);

    /// <summary>The value that is given, or the default.</summary>
    /// <exception cref="ConfigurationException">It has no meaning.</exception>
    public T Read(GivenSettings given) => given.ReadValue(Name, Standard!, parse, expected).Value;

    /// <summary>The value that is given; null where none is.</summary>
    /// <inheritdoc cref="Read"/>
    public Parsed<T>? ReadGiven(GivenSettings given) => given.ReadValue(Name, parse, expected);
}

/// <summary>A value that could be read, of whatever kind.</summary>
internal readonly record struct Parsed<T>(T Value);
