namespace Swictation.Sockets.Commands;

/// <summary>Does what clients of the command socket ask for.</summary>
public interface ICommandHandler
{
    /// <summary>
    /// Does the action and returns its outcome: long work goes on after the reply. May wait for a device, for as long as
    /// clients wait for a reply, and blocks no thread meanwhile; other requests come in the meantime.
    /// </summary>
    ValueTask<CommandReply> HandleAsync(CommandRequest request);
}
