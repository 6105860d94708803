using System.Text;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Voice;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Finds out what a file holds.</summary>
internal static class ModelForm
{
    // "ggml", the length of a kind's name, and the name: Whisper's models have numbers there.
    private static ReadOnlySpan<byte> Magic => "lmgg"u8;

    private static readonly byte[] SpeechKind = Encoding.ASCII.GetBytes("silero");

    /// <summary>The kind of a model by its first bytes; null for what is no model, or cannot be read.</summary>
    public static ModelKind? Glance(string path)
    {
        Span<byte> start = stackalloc byte[8 + SpeechKind.Length];
        try
        {
            using var file = File.OpenRead(path);
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
                return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return start[8..].SequenceEqual(SpeechKind) ? ModelKind.Detector : ModelKind.Recogniser;
    }

    /// <summary>Goes through the whole of a file, as far as that can be done without its numbers.</summary>
    /// <exception cref="ModelException">It is no model, damaged or cut off.</exception>
    public static void ThrowIfUnusable(string path)
    {
        try
        {
            if (Glance(path) is not { } kind)
            {
                // Says best what is wrong with a file that is missing, locked away or something else.
                WhisperModelFile.ThrowIfUnusable(path);
                throw new ModelException(path, "is no model in ggml form; give one");
            }

            if (kind == ModelKind.Detector) VoiceModelFile.Read(path);
            else WhisperTensors.ThrowIfIncomplete(path);
        }
        catch (TranscriberException e)
        {
            throw new ModelException(e.Thing, e.Reason);
        }
    }
}
