using System.CommandLine;
using Swictation.Plumbing.CommandLine;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>off-the-record</c>: withholds the text of speech from the log, or not any more.</summary>
internal sealed class OffTheRecordCommand : ActionCommand
{
    private readonly Argument<string> _isOn = new("on|off") { Description = "on withholds text from now on" };

    public OffTheRecordCommand(SettingOptions settings)
        : base("off-the-record", "Withhold text from the log, or not any more", settings)
    {
        _isOn.Accept(Name, text => text is "on" or "off", "on or off");
        Arguments.Add(_isOn);
    }

    public override CommandRequest Request(ParseResult parsed) =>
        new("off_the_record", RequestId: null, On: parsed.GetValue(_isOn) == "on");
}
