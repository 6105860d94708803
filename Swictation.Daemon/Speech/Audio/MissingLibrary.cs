using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>The message for a user whose system lacks a library for audio.</summary>
internal static class MissingLibrary
{
    public static AudioSourceException For(string source, string library, string debianPackage) =>
        new(source, new Reason(ReasonCode.LibraryMissing, $"{library}, of the Debian package {debianPackage},"));
}
