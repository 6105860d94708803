namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The result of a read from a sound device.</summary>
/// <param name="Samples">How many there are; 0: none yet.</param>
/// <param name="Fault">The fault before them, which is over.</param>
internal readonly record struct CaptureRead(int Samples, CaptureFault Fault = CaptureFault.None);
