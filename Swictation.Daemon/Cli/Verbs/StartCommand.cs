using System.CommandLine;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>start</c> and <c>toggle</c>: the session that begins may choose its recogniser.</summary>
internal sealed class StartCommand : ActionCommand
{
    private readonly Option<string> _transcriber = new("--transcriber")
    {
        HelpName = "NAME",
        Description = "What recognises the session: a name of the setting transcribers, or of an installed model of Whisper",
    };

    private readonly Option<string> _language = new("--language")
    {
        HelpName = "LANGUAGE",
        Description = "The language that is spoken in it, as de, en or auto, for whisper: and server:",
    };

    public StartCommand(string name, string description, SettingOptions settings)
        : base(name, description, settings)
    {
        WakesService = true;
        Options.Add(_transcriber);
        Options.Add(_language);
    }

    public override CommandRequest Request(ParseResult parsed) => new(
        Name, RequestId: null, Transcriber: parsed.GetValue(_transcriber), Language: parsed.GetValue(_language));
}
