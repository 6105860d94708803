using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

public sealed class LogTimesTests
{
    [Fact]
    public void Times_of_speech_are_logged_in_seconds()
    {
        var logger = new RecordingLogger();

        TranscriptionLog.RecognitionFailed(logger, new(12), startS: 3.5, spokenS: 0.82, "it crashed");
        RecoveryLog.Succeeded(logger, new(12), startS: 3_661.204, spokenS: 0.82);

        Assert.Equal(
            [
                "Session 12: the recogniser failed on the 0.82 s of speech at 3.50 s: it crashed",
                "Session 12: the 0.82 s of speech at 3661.20 s, on which the recogniser had failed, are done",
            ],
            logger.Lines.Select(line => line.Text));
    }
}
