using Swictation.Daemon.Audio;
using Swictation.Daemon.Options;
using Swictation.Daemon.Packages.MessagePipe;
using Swictation.Daemon.Packages.NAudio;
using Swictation.Daemon.Packages.Whisper;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Packages;

/// <summary>The adapters of the packages that are not in every feed, in the build with them.</summary>
internal static class PackageAdapters
{
    public static ICommitNotice CreateCommitNotice() => new MessagePipeNotice();

    /// <exception cref="TranscriberException">The model or Whisper's library is missing or broken.</exception>
    public static ITranscriber LoadWhisper(WhisperSpec model) => WhisperTranscriber.Load(model);

    /// <summary>Gives the file's samples mixed to one channel at 16 kHz.</summary>
    /// <exception cref="AudioSourceException">The file cannot be used.</exception>
    public static ISampleReader OpenFile(string path) => NAudioFileReader.Open(path);

    /// <exception cref="AudioSourceException">The device cannot be opened.</exception>
    public static IAudioSource OpenMicrophone(string device, TimeProvider time) => NAudioMicrophone.Open(device, time);
}
