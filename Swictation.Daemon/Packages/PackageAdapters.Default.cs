using Swictation.Daemon.Audio;
using Swictation.Daemon.Audio.Live;
using Swictation.Daemon.Options;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Packages;

/// <summary>
/// The ports that packages serve which are not in every feed, in the build without them: what there is an adapter of
/// its own for works; who asks for the rest is told which build has it.
/// </summary>
internal static class PackageAdapters
{
    /// <summary>Sources and recognisers of this build that not every build has, for messages.</summary>
    public const string Sources = "";

    /// <inheritdoc cref="Sources"/>
    public const string Recognisers = "";

    private const string Build = "build one with dotnet build -c Release -p:FullFeed=true";

    public static ICommitNotice CreateCommitNotice() => new CommitNotice();

    /// <exception cref="TranscriberException">Always.</exception>
    public static ITranscriber LoadWhisper(WhisperSpec model) => throw new TranscriberException(
        $"whisper:{model.Path}",
        $"this build is without Whisper; {Build}, or run a program of your own with --transcriber command:CMDLINE");

    /// <exception cref="AudioSourceException">Always.</exception>
    public static ISampleReader OpenFile(string path) => throw new AudioSourceException(
        $"naudio-file:{path}", $"this build is without NAudio; {Build}, or use --source file:PATH");

    /// <exception cref="AudioSourceException">Always.</exception>
    public static Func<ICaptureDevice> Microphone(string device) => throw new AudioSourceException(
        $"naudio:{device}", $"this build is without NAudio; {Build}, or use --source alsa:DEVICE");
}
