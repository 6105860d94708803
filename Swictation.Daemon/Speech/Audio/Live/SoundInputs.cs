using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// The inputs that libasound knows: those of sound cards and of sound servers, whether they are there or not, and the
/// default.
/// </summary>
internal static class SoundInputs
{
    public const string Default = "default";

    // They convert, or give silence: nothing can be heard through them as they are.
    private static readonly string[] NoDevices =
        ["null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "oss", "usbstream"];

    /// <exception cref="AudioSourceException">libasound is missing or cannot read its configuration.</exception>
    public static unsafe IReadOnlyList<SoundInput> List()
    {
        try
        {
            Asound.BeQuiet();
            var error = Asound.snd_device_name_hint(-1, "pcm", out var hints);
            if (error < 0)
            {
                throw new AudioSourceException(
                    "alsa", $"the inputs cannot be listed ({Asound.DescribeError(error)}); check ~/.asoundrc");
            }

            var inputs = new List<SoundInput>();
            for (var hint = hints; *hint != 0; hint++)
            {
                if (Read(*hint) is { } input) inputs.Add(input);
            }

            _ = Asound.snd_device_name_free_hint(hints);
            // Not every configuration that has one lists it.
            if (!inputs.Exists(input => input.IsDefault)) inputs.Add(new(Default, "", IsDefault: true));
            return [.. inputs.OrderByDescending(input => input.IsDefault)];
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For("alsa", Asound.Library, Asound.DebianPackage);
        }
    }

    private static SoundInput? Read(nint hint)
    {
        if (Take(hint, "NAME") is not { } name || Take(hint, "IOID") == "Output") return null;
        if (NoDevices.Contains(name.Split(':')[0], StringComparer.Ordinal)) return null;

        var description = Take(hint, "DESC") ?? "";
        return new(name, description.ReplaceLineEndings(", "), name == Default);
    }

    private static unsafe string? Take(nint hint, string id)
    {
        var text = Asound.snd_device_name_get_hint(hint, id);
        var taken = Marshal.PtrToStringUTF8(text);
        NativeMemory.Free((void*)text);
        return taken;
    }
}
