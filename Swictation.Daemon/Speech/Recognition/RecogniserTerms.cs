using Swictation.Daemon.Speech.Recognition.Commands;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>What a recogniser has and may inside its process.</summary>
/// <param name="Scratch">Where it may put a segment for a program.</param>
/// <param name="AllowsRemote">Whether speech may go to another machine.</param>
internal sealed record RecogniserTerms(ScratchDirectory Scratch, bool AllowsRemote);
