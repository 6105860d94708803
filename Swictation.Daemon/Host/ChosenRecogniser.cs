using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Host;

/// <summary>Says which recogniser the options come to on this machine, before it is started.</summary>
internal static class ChosenRecogniser
{
    /// <summary>The same options with a recogniser that can be started as it is written.</summary>
    /// <exception cref="TranscriberException">It is none of this machine.</exception>
    public static DaemonOptions In(DaemonOptions options, ILoggerFactory loggers)
    {
        if (options.Source is SourceSpec.Text) return options;

        var models = options.DataDirectory is { } data ? ModelDirectory.In(data) : null;
        var choice = TranscriberChoice.Of(options.Transcriber, options.WhisperLibrary, models);
        if (choice.Advice is { } advice) loggers.CreateLogger<TranscriberChoice>().Advised(advice);
        return options with { Transcriber = choice.Transcriber };
    }
}
