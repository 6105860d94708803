using Swictation.Domain.Audio;

namespace Swictation.Storage.Audio;

/// <summary>Kept audio that is to go, the oldest first, so that what stays has room.</summary>
/// <param name="Bytes">What its files take.</param>
/// <param name="Most">How many bytes of audio are kept.</param>
public sealed record AudioExcess(IReadOnlyList<StoredAudio> Audio, long Bytes, long Most);
