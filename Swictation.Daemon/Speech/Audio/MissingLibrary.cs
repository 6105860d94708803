using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>The message for a user whose system lacks a library for audio.</summary>
internal static class MissingLibrary
{
    public static AudioSourceException For(string source, string library, string debianPackage) =>
        new(source, $"cannot be read because {library} is missing; install it with: apt install {debianPackage}");
}
