using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>A model for all who listen at the same time: in memory once, and as long as one of them keeps it.</summary>
/// <param name="path">Its file.</param>
internal sealed class SharedVoiceModel(string path)
{
    private readonly Lock _reading = new();
    private readonly WeakReference<VoiceModel?> _read = new(null);

    /// <summary>The model, read if nobody has it.</summary>
    /// <exception cref="TranscriberException">It cannot be read.</exception>
    public VoiceModel Get()
    {
        lock (_reading)
        {
            if (_read.TryGetTarget(out var read)) return read;

            var model = VoiceModelFile.Read(path);
            _read.SetTarget(model);
            return model;
        }
    }
}
