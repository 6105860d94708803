using System.Globalization;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The sound cards that the kernel has, read from its files: nothing is opened.</summary>
/// <param name="devices"><c>/dev/snd</c>, where an input is <c>pcmC1D0c</c>: card 1, device 0, capture.</param>
/// <param name="cards"><c>/proc/asound</c>, where <c>card1/id</c> has the name of card 1.</param>
internal sealed class SoundCards(string devices, string cards)
{
    /// <summary>The names of the inputs; none where the machine has no sound.</summary>
    public IReadOnlyList<string> Inputs =>
        Directory.Exists(devices)
            ? [.. Try(() => Directory.GetFiles(devices, "pcmC*c")).Select(path => Path.GetFileName(path))]
            : [];

    /// <summary>True if there is an input of the card, and of its device, that a name of libasound means.</summary>
    /// <param name="device">As <c>hw:1,0</c>, <c>plughw:CARD=Headset,DEV=0</c>, <c>sysdefault:CARD=PCH</c>.</param>
    public bool Have(string device)
    {
        var colon = device.IndexOf(':', StringComparison.Ordinal);
        var arguments = device[(colon + 1)..].Split(',');
        var card = Argument(arguments, "CARD", place: 0) ?? "0";
        if (NumberOf(card) is not { } number) return false;

        var any = $"pcmC{number}D";
        return Argument(arguments, "DEV", place: 1) is { } one
            ? Inputs.Contains($"{any}{one}c")
            : Inputs.Any(input => input.StartsWith(any, StringComparison.Ordinal));
    }

    private static string? Argument(string[] arguments, string name, int place)
    {
        var named = Array.Find(arguments, each => each.StartsWith($"{name}=", StringComparison.Ordinal));
        if (named is not null) return named[(name.Length + 1)..];
        return place < arguments.Length && arguments[place].Length > 0 && !arguments[place].Contains('=')
            ? arguments[place]
            : null;
    }

    private int? NumberOf(string card)
    {
        if (int.TryParse(card, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;

        foreach (var directory in Try(() => Directory.GetDirectories(cards, "card*")))
        {
            var isIt = Try(() => File.ReadAllLines($"{directory}/id")) is [var id, ..] && id.Trim() == card;
            if (isIt && int.TryParse(Path.GetFileName(directory)["card".Length..], out number)) return number;
        }

        return null;
    }

    // A card may be pulled out while its files are read; and there are machines without sound.
    private static string[] Try(Func<string[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
