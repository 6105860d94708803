using System.Collections.Frozen;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Finds out about a device of libasound without opening it. A name that is not configured, or a card that is not
/// there, is missing for certain. Of a device behind a sound server only opening tells.
/// </summary>
/// <param name="device">As libasound knows it.</param>
/// <param name="cards">The sound cards of the machine.</param>
/// <param name="servers">Sockets of sound servers, which come and go with them.</param>
/// <param name="findDefaultSource">Asks the sound server for the name of its default source; null if it says none.</param>
internal sealed class AlsaListing(
    string device, SoundCards cards, IReadOnlyList<string> servers, Func<string?> findDefaultSource) : ICaptureListing
{
    // Devices of one card, by libasound's own configuration.
    private static readonly FrozenSet<string> OfCards =
        FrozenSet.Create("hw", "plughw", "dsnoop", "sysdefault", "front");

    // Those that mean the default source of a sound server, where there is one.
    private static readonly FrozenSet<string> OfServers = FrozenSet.Create(SoundInputs.Default, "pulse", "pipewire");

    /// <summary>Those of this machine and this user.</summary>
    public AlsaListing(string device, string? runtimeDirectory)
        : this(
            device,
            new SoundCards("/dev/snd", "/proc/asound"),
            runtimeDirectory is null ? [] : [$"{runtimeDirectory}/pulse/native", $"{runtimeDirectory}/pipewire-0"],
            DefaultSource.Find)
    {
    }

    public IReadOnlySet<string> Names => new HashSet<string>([.. cards.Inputs, .. servers.Where(File.Exists)]);

    private string Kind => device.Split(':')[0];

    public string? FindAbsence()
    {
        var isMissing = !IsConfigured() || (OfCards.Contains(Kind) && device.Contains(':') && !cards.Have(device));
        return isMissing ? AlsaFailure.OnOpen($"alsa:{device}", AlsaFailure.NoSuchDevice).Message : null;
    }

    public bool IsBluetooth() =>
        BluetoothName.IsIn(device)
        || BluetoothName.IsIn(Describe())
        || (OfServers.Contains(device) && findDefaultSource() is { } source && BluetoothName.IsIn(source));

    private string Describe()
    {
        try
        {
            return SoundInputs.List().FirstOrDefault(input => input.Name == device)?.Description ?? "";
        }
        catch (AudioSourceException)
        {
            // Opening the device says what is wrong with the configuration.
            return "";
        }
    }

    // A name with braces is a configuration itself.
    private bool IsConfigured()
    {
        if (device.Contains('{')) return true;

        Asound.BeQuiet();
        if (Asound.snd_config_update_ref(out var configuration) < 0) return true;

        var error = Asound.snd_config_search(configuration, $"pcm.{Kind}", out _);
        Asound.snd_config_unref(configuration);
        return error != AlsaFailure.NoSuchEntry;
    }
}
