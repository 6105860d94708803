using Swictation.Daemon.Audio;
using Swictation.Daemon.Audio.Live;
using Swictation.Daemon.Options;
using Swictation.Daemon.Packages.MessagePipe;
using Swictation.Daemon.Packages.NAudio;
using Swictation.Daemon.Packages.Whisper;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Packages;

/// <summary>The adapters of the packages that are not in every feed, in the build with them.</summary>
internal static class PackageAdapters
{
    /// <summary>Sources and recognisers of this build that not every build has, for messages.</summary>
    public const string Sources = ", naudio[:DEVICE], naudio-file:PATH";

    /// <inheritdoc cref="Sources"/>
    public const string Recognisers = ", whisper:MODELFILE, with " + WhisperSpec.OptionForms + " behind it if wanted";

    public static ICommitNotice CreateCommitNotice() => new MessagePipeNotice();

    /// <exception cref="TranscriberException">The model or Whisper's library is missing or broken.</exception>
    public static ITranscriber LoadWhisper(WhisperSpec model) => WhisperTranscriber.Load(model);

    /// <summary>Gives the file's samples mixed to one channel at 16 kHz.</summary>
    /// <exception cref="AudioSourceException">The file cannot be used.</exception>
    public static ISampleReader OpenFile(string path) => NAudioFileReader.Open(path);

    /// <summary>What opens a device of libasound.</summary>
    public static Func<ICaptureDevice> Microphone(string device) => () => NAudioDevice.Open(device);
}
