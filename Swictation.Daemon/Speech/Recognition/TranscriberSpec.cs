using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Servers;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>The value of <c>--transcriber</c>.</summary>
internal abstract record TranscriberSpec
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms =
        "one of auto, pocketsphinx[:MODELDIR], command:CMDLINE (quotes closed, a program named), whisper:MODEL (a file, or the name of an installed model), with "
        + WhisperSpec.OptionForms + " behind it if wanted, worker:CMDLINE, server:URL (http or https, no user in it), with "
        + ServerSpec.OptionForms + " behind it if wanted";

    private TranscriberSpec()
    {
    }

    /// <summary><c>auto</c>: see <see cref="TranscriberChoice"/>, which makes another one of it.</summary>
    public sealed record Auto : TranscriberSpec;

    /// <summary><c>pocketsphinx[:MODELDIR]</c>; null for the model that Debian installs.</summary>
    public sealed record PocketSphinx(string? ModelDirectory) : TranscriberSpec;

    /// <summary>
    /// <c>command:CMDLINE</c>: a program and its arguments, quoted as <see cref="CommandWords"/> says.
    /// </summary>
    public sealed record Command(string CommandLine) : TranscriberSpec;

    /// <summary><c>whisper:MODEL</c>, with options as <see cref="WhisperSpec"/> says.</summary>
    public sealed record Whisper(WhisperSpec Model) : TranscriberSpec;

    /// <summary><c>worker:CMDLINE</c>: a program that speaks the worker protocol, quoted as that of a command.</summary>
    public sealed record Worker(string CommandLine) : TranscriberSpec;

    /// <summary><c>server:URL</c>, with options as <see cref="ServerSpec"/> says.</summary>
    public sealed record Server(ServerSpec Place) : TranscriberSpec;

    /// <summary>The recogniser that a text describes; null if it describes none.</summary>
    public static TranscriberSpec? Parse(string spec)
    {
        var (kind, rest) = spec.Split(':', 2) is [var first, var second] ? (first, second) : (spec, null);
        return (kind, rest) switch
        {
            ("auto", null) => new Auto(),
            ("pocketsphinx", _) => new PocketSphinx(string.IsNullOrEmpty(rest) ? null : rest),
            ("command", not null) when CommandWords.Split(rest) is not null => new Command(rest),
            ("whisper", not null) when WhisperSpec.Parse(rest) is { } model => new Whisper(model),
            ("worker", not null) when CommandWords.Split(rest) is not null => new Worker(rest),
            ("server", not null) when ServerSpec.Parse(rest) is { } place => new Server(place),
            _ => null,
        };
    }

    /// <summary>The text that <see cref="Parse"/> makes this of.</summary>
    public string Write() => this switch
    {
        Auto => "auto",
        PocketSphinx { ModelDirectory: { } directory } => $"pocketsphinx:{directory}",
        PocketSphinx => "pocketsphinx",
        Command command => $"command:{command.CommandLine}",
        Whisper whisper => $"whisper:{whisper.Model.Write()}",
        Worker worker => $"worker:{worker.CommandLine}",
        Server server => $"server:{server.Place.Write()}",
        _ => throw new InvalidOperationException($"{this} has no form."),
    };
}
