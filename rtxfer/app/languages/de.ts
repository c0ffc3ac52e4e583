<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A still portrait moves like the person before the camera.</source>
            <translation>Ein Standbild bewegt sich wie die Person vor der Kamera.</translation>
        </message>
        <message>
            <source>All of it is computed on this machine; no picture leaves it but to where you send it.</source>
            <translation>Alles wird auf diesem Rechner berechnet; kein Bild verlässt ihn, außer dorthin, wohin Sie es senden.</translation>
        </message>
        <message>
            <source>Licences of what it is built of: the file NOTICE.</source>
            <translation>Lizenzen dessen, woraus es gebaut ist: die Datei NOTICE.</translation>
        </message>
    </context>
    <context>
        <name>ActionUnitBars</name>
        <message>
            <source>Action units of driver and portrait</source>
            <translation>Action Units von Vorbild und Porträt</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Vorbild</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
    </context>
    <context>
        <name>ActionUnits</name>
        <message>
            <source>Inner brow up</source>
            <translation>Innere Braue hoch</translation>
        </message>
        <message>
            <source>Outer brow up</source>
            <translation>Äußere Braue hoch</translation>
        </message>
        <message>
            <source>Brow down</source>
            <translation>Braue tief</translation>
        </message>
        <message>
            <source>Upper lid up</source>
            <translation>Oberlid hoch</translation>
        </message>
        <message>
            <source>Cheek up</source>
            <translation>Wange hoch</translation>
        </message>
        <message>
            <source>Lids tight</source>
            <translation>Lider gespannt</translation>
        </message>
        <message>
            <source>Nose wrinkle</source>
            <translation>Nase gerümpft</translation>
        </message>
        <message>
            <source>Upper lip up</source>
            <translation>Oberlippe hoch</translation>
        </message>
        <message>
            <source>Smile</source>
            <translation>Lächeln</translation>
        </message>
        <message>
            <source>Dimple</source>
            <translation>Grübchen</translation>
        </message>
        <message>
            <source>Lip corners down</source>
            <translation>Mundwinkel tief</translation>
        </message>
        <message>
            <source>Lower lip down</source>
            <translation>Unterlippe tief</translation>
        </message>
        <message>
            <source>Chin up</source>
            <translation>Kinn hoch</translation>
        </message>
        <message>
            <source>Pucker</source>
            <translation>Kussmund</translation>
        </message>
        <message>
            <source>Lips stretched</source>
            <translation>Lippen gedehnt</translation>
        </message>
        <message>
            <source>Lips funnelled</source>
            <translation>Lippen trichterförmig</translation>
        </message>
        <message>
            <source>Lips pressed</source>
            <translation>Lippen gepresst</translation>
        </message>
        <message>
            <source>Lips apart</source>
            <translation>Lippen offen</translation>
        </message>
        <message>
            <source>Jaw open</source>
            <translation>Kiefer offen</translation>
        </message>
        <message>
            <source>Lips rolled in</source>
            <translation>Lippen eingerollt</translation>
        </message>
        <message>
            <source>Jaw to a side</source>
            <translation>Kiefer seitlich</translation>
        </message>
        <message>
            <source>Blink</source>
            <translation>Lidschluss</translation>
        </message>
        <message>
            <source>Looks left</source>
            <translation>Blick nach links</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>Blick nach rechts</translation>
        </message>
        <message>
            <source>Looks up</source>
            <translation>Blick nach oben</translation>
        </message>
        <message>
            <source>Looks down</source>
            <translation>Blick nach unten</translation>
        </message>
        <message>
            <source>Jaw to its left</source>
            <translation>Kiefer nach links</translation>
        </message>
        <message>
            <source>Jaw to its right</source>
            <translation>Kiefer nach rechts</translation>
        </message>
        <message>
            <source>left</source>
            <translation>links</translation>
        </message>
        <message>
            <source>right</source>
            <translation>rechts</translation>
        </message>
    </context>
    <context>
        <name>AnywhereKeys</name>
        <message>
            <source>Keys are heard only while rtxfer has focus: %1</source>
            <translation>Tasten werden nur gehört, solange rtxfer im Vordergrund ist: %1</translation>
        </message>
        <message>
            <source>Allow “Remote control by scripts” in the menu, and give this line a key in the settings of your desktop: %1</source>
            <translation>Erlauben Sie im Menü „Fernsteuerung durch Skripte“ und geben Sie dieser Zeile in den Einstellungen Ihrer Arbeitsumgebung eine Taste: %1</translation>
        </message>
        <message>
            <source>Choose another key: menu, Hotkeys.</source>
            <translation>Wählen Sie eine andere Taste: Menü, Tastenkürzel.</translation>
        </message>
        <message>
            <source>%1 is taken by another program.</source>
            <translation>%1 ist von einem anderen Programm belegt.</translation>
        </message>
        <message>
            <source>%1 cannot be listened for on this keyboard.</source>
            <translation>%1 lässt sich auf dieser Tastatur nicht abhören.</translation>
        </message>
        <message>
            <source>The desktop does not give rtxfer the key %1.</source>
            <translation>Der Desktop gibt rtxfer die Taste %1 nicht.</translation>
        </message>
        <message>
            <source>Give rtxfer a key in the settings of your desktop, among the shortcuts.</source>
            <translation>Geben Sie rtxfer eine Taste in den Einstellungen Ihres Desktops, bei den Tastenkürzeln.</translation>
        </message>
    </context>
    <context>
        <name>Assistant</name>
        <message>
            <source>Welcome</source>
            <translation>Willkommen</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Virtuelle Kamera</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
    </context>
    <context>
        <name>BackgroundChoice</name>
        <message>
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <source>As in the portrait</source>
            <translation>Wie im Porträt</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>Unscharf</translation>
        </message>
        <message>
            <source>Transparent</source>
            <translation>Durchsichtig</translation>
        </message>
        <message>
            <source>Colour %1</source>
            <translation>Farbe %1</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>Farbe…</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>Bild…</translation>
        </message>
        <message>
            <source>The person of the portrait is cut out and set before it. Transparent: OBS keys the PipeWire camera by itself; other cameras and recordings show green.</source>
            <translation>Die Person des Porträts wird ausgeschnitten und davor gesetzt. Durchsichtig: OBS stellt die PipeWire-Kamera von selbst frei; andere Kameras und Aufnahmen zeigen Grün.</translation>
        </message>
        <message>
            <source>A picture as background</source>
            <translation>Ein Bild als Hintergrund</translation>
        </message>
        <message>
            <source>Pictures (%1)</source>
            <translation>Bilder (%1)</translation>
        </message>
    </context>
    <context>
        <name>BadgeSwitch</name>
        <message>
            <source>Show “%1” in a corner</source>
            <translation>„%1“ in einer Ecke zeigen</translation>
        </message>
        <message>
            <source>The mark that nobody sees is in every frame anyway.</source>
            <translation>Das unsichtbare Kennzeichen ist ohnehin in jedem Bild.</translation>
        </message>
        <message>
            <source>A policy for this computer asks for it (%1).</source>
            <translation>Eine Richtlinie für diesen Computer verlangt es (%1).</translation>
        </message>
        <message>
            <source>It was asked for when the program was started.</source>
            <translation>Es wurde beim Start des Programms verlangt.</translation>
        </message>
    </context>
    <context>
        <name>BuildProgressLine</name>
        <message>
            <source>Do not build this engine</source>
            <translation>Diese Engine nicht bauen</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <source>Engine %1 %</source>
            <translation>Engine %1 %</translation>
        </message>
        <message>
            <source>%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine.</source>
            <translation>%1 wird für diese GPU gebaut (%2). Alles läuft solange auf einer anderen Engine weiter.</translation>
        </message>
        <message>
            <source>%1 s left</source>
            <translation>noch %1 s</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>noch %1 min</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>It could not be saved.</source>
            <translation>Es konnte nicht gespeichert werden.</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>Kalibrierung</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>Von vorn</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Skip and save</source>
            <translation>Auslassen und speichern</translation>
        </message>
    </context>
    <context>
        <name>CameraPage</name>
        <message>
            <source>Which camera sees you?</source>
            <translation>Welche Kamera sieht Sie?</translation>
        </message>
        <message>
            <source>You can choose another at any time.</source>
            <translation>Sie können jederzeit eine andere wählen.</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Kameras</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Neu suchen</translation>
        </message>
        <message>
            <source>Looking for cameras …</source>
            <translation>Kameras werden gesucht …</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Beispielclip</translation>
        </message>
        <message>
            <source>No camera was found. Plug one in and look again, or try the clip.</source>
            <translation>Keine Kamera gefunden. Schließen Sie eine an und suchen Sie neu, oder nehmen Sie den Clip.</translation>
        </message>
    </context>
    <context>
        <name>CameraSettings</name>
        <message>
            <source>Camera settings</source>
            <translation>Kameraeinstellungen</translation>
        </message>
        <message>
            <source>The camera's own</source>
            <translation>Wie die Kamera</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>MJPG, compressed</source>
            <translation>MJPG, komprimiert</translation>
        </message>
        <message>
            <source>YUYV, uncompressed</source>
            <translation>YUYV, unkomprimiert</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Bildrate</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>A camera may give something else.</source>
            <translation>Eine Kamera kann davon abweichen.</translation>
        </message>
    </context>
    <context>
        <name>ConsentPage</name>
        <message>
            <source>Before you begin</source>
            <translation>Bevor Sie beginnen</translation>
        </message>
        <message>
            <source>A portrait that moves looks like a person who is there. So please:</source>
            <translation>Ein Porträt, das sich bewegt, wirkt wie eine anwesende Person. Darum bitte:</translation>
        </message>
        <message>
            <source>Use only portraits that you have the right to animate: your own, those of people who agreed, or of whom nobody can be hurt by it.</source>
            <translation>Verwenden Sie nur Porträts, die Sie animieren dürfen: Ihr eigenes, das von Menschen, die zugestimmt haben, oder eines, durch das niemand verletzt werden kann.</translation>
        </message>
        <message>
            <source>Say that the picture is made, wherever somebody could take it for real.</source>
            <translation>Sagen Sie überall, wo man das Bild für echt halten könnte, dass es künstlich ist.</translation>
        </message>
        <message>
            <source>Never pass for somebody else.</source>
            <translation>Geben Sie sich nie für jemand anderen aus.</translation>
        </message>
        <message>
            <source>Your camera's pictures stay on this computer. They are only looked at to see how your face moves; none of them is ever part of the output.</source>
            <translation>Die Bilder Ihrer Kamera bleiben auf diesem Rechner. Sie dienen nur dazu, die Bewegung Ihres Gesichts zu erkennen; keines gelangt je in die Ausgabe.</translation>
        </message>
        <message>
            <source>I will only use portraits that I have the right to animate.</source>
            <translation>Ich verwende nur Porträts, die ich animieren darf.</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>Befehl kopieren</translation>
        </message>
        <message>
            <source>Not ready</source>
            <translation>Nicht bereit</translation>
        </message>
    </context>
    <context>
        <name>DialogOpener</name>
        <message>
            <source>Move a portrait by videos…</source>
            <translation>Porträt nach Videos bewegen…</translation>
        </message>
        <message>
            <source>Set-up assistant…</source>
            <translation>Einrichtungsassistent…</translation>
        </message>
        <message>
            <source>Hotkeys…</source>
            <translation>Tastenkürzel…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Doctor: does every part work?</source>
            <translation>Diagnose: Funktioniert alles?</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>Protokoll öffnen</translation>
        </message>
        <message>
            <source>About rtxfer</source>
            <translation>Über rtxfer</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Record the driver's motion</source>
            <translation>Bewegung des Vorbilds aufzeichnen</translation>
        </message>
        <message>
            <source>Remote control by scripts</source>
            <translation>Fernsteuerung durch Skripte</translation>
        </message>
        <message>
            <source>`rtxfer remote panic` and such; on this computer alone.</source>
            <translation>`rtxfer remote panic` und Ähnliches; nur auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>The language changes when rtxfer is started the next time.</source>
            <translation>Die Sprache wechselt beim nächsten Start von rtxfer.</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <source>Doctor</source>
            <translation>Diagnose</translation>
        </message>
        <message>
            <source>Looking; this takes half a minute…</source>
            <translation>Wird geprüft; das dauert eine halbe Minute…</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message>
            <source>Drop it: it becomes a portrait</source>
            <translation>Loslassen: Es wird ein Porträt</translation>
        </message>
        <message>
            <source>Drop it: it becomes the source</source>
            <translation>Loslassen: Es wird die Quelle</translation>
        </message>
        <message>
            <source>Drop them: pictures become portraits, the video the source</source>
            <translation>Loslassen: Bilder werden Porträts, das Video die Quelle</translation>
        </message>
        <message>
            <source>There is no picture in the clipboard.</source>
            <translation>In der Zwischenablage ist kein Bild.</translation>
        </message>
    </context>
    <context>
        <name>EngineBuilder</name>
        <message>
            <source>The engine is not built; rtxfer goes on with the one that runs.</source>
            <translation>Die Engine wird nicht gebaut; rtxfer läuft mit der jetzigen weiter.</translation>
        </message>
        <message>
            <source>It is tried again at the next start, unless switched off in Output.</source>
            <translation>Beim nächsten Start wird es erneut versucht, sofern unter „Ausgabe“ nicht abgeschaltet.</translation>
        </message>
        <message>
            <source>There is no engine %1 for this GPU yet; another one runs.</source>
            <translation>Für diese GPU gibt es noch keine Engine %1; eine andere läuft.</translation>
        </message>
        <message>
            <source>Let it be built in the background (Output, Generator), or run: %1</source>
            <translation>Lassen Sie sie im Hintergrund bauen (Ausgabe, Generator), oder führen Sie aus: %1</translation>
        </message>
        <message>
            <source>The engine %1 could not be built; rtxfer goes on without it.</source>
            <translation>Die Engine %1 konnte nicht gebaut werden; rtxfer läuft ohne sie weiter.</translation>
        </message>
        <message>
            <source>%1 To try it by hand, run: %2</source>
            <translation>%1 Um es von Hand zu versuchen, führen Sie aus: %2</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Das ist ein Fehler von rtxfer; im Protokoll steht mehr.</translation>
        </message>
    </context>
    <context>
        <name>ExpressionPanel</name>
        <message>
            <source>Preset</source>
            <translation>Vorgabe</translation>
        </message>
        <message>
            <source>Adapt to how this portrait answers</source>
            <translation>An die Wirkung dieses Porträts anpassen</translation>
        </message>
        <message>
            <source>Measures once how strongly each expression is shown, and makes up.</source>
            <translation>Misst einmal, wie stark jeder Ausdruck zu sehen ist, und gleicht es aus.</translation>
        </message>
        <message>
            <source>Lids and lips shut with the driver's</source>
            <translation>Lider und Lippen schließen wie beim Vorbild</translation>
        </message>
        <message>
            <source>Otherwise they move by as much as the driver's, and may stay apart.</source>
            <translation>Sonst bewegen sie sich so weit wie beim Vorbild und bleiben vielleicht offen.</translation>
        </message>
        <message>
            <source>Hair and ears turn with the face</source>
            <translation>Haare und Ohren drehen sich mit</translation>
        </message>
        <message>
            <source>Otherwise the face turns alone, inside hair that stands still.</source>
            <translation>Sonst dreht sich nur das Gesicht, die Haare stehen still.</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Brauen</translation>
        </message>
        <message>
            <source>Lids</source>
            <translation>Lider</translation>
        </message>
        <message>
            <source>Gaze</source>
            <translation>Blick</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Mund</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Kiefer, Wangen</translation>
        </message>
        <message>
            <source>Head turn</source>
            <translation>Kopfdrehung</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Höchstens</translation>
        </message>
        <message>
            <source>Sway</source>
            <translation>Schwanken</translation>
        </message>
        <message>
            <source>Steadiness</source>
            <translation>Ruhe</translation>
        </message>
        <message>
            <source>Save as a preset…</source>
            <translation>Als Vorgabe speichern…</translation>
        </message>
        <message>
            <source>Delete this preset</source>
            <translation>Diese Vorgabe löschen</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Steadier trembles less and comes later: by so much for a quick smile.</source>
            <translation>Ruhiger zittert weniger und kommt später: um so viel bei einem schnellen Lächeln.</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Gesicht</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Kopf</translation>
        </message>
        <message>
            <source>How far head and shoulders go along: aside, up and down, nearer.</source>
            <translation>Wie weit Kopf und Schultern mitgehen: zur Seite, auf und ab, näher.</translation>
        </message>
        <message>
            <source>Driver and portrait</source>
            <translation>Vorbild und Porträt</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <source>Save as a preset</source>
            <translation>Als Vorgabe speichern</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>The preset %1 was replaced.</source>
            <translation>Die Vorgabe %1 wurde ersetzt.</translation>
        </message>
        <message>
            <source>The preset %1 was deleted.</source>
            <translation>Die Vorgabe %1 wurde gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>FaceDialog</name>
        <message>
            <source>Which face shall move?</source>
            <translation>Welches Gesicht soll sich bewegen?</translation>
        </message>
        <message>
            <source>%1 shows %2 faces. Click the one that shall move.</source>
            <translation>%1 zeigt %2 Gesichter. Klicken Sie das an, das sich bewegen soll.</translation>
        </message>
        <message>
            <source>Keep the one that moves now</source>
            <translation>Das jetzige behalten</translation>
        </message>
        <message>
            <source>Move this one</source>
            <translation>Dieses bewegen</translation>
        </message>
    </context>
    <context>
        <name>FacePicture</name>
        <message>
            <source>Faces in the picture</source>
            <translation>Gesichter im Bild</translation>
        </message>
        <message>
            <source>Face %1 of %2, counted from the left</source>
            <translation>Gesicht %1 von %2, von links gezählt</translation>
        </message>
    </context>
    <context>
        <name>GainSlider</name>
        <message>
            <source>Double-click to set it back</source>
            <translation>Doppelklick setzt zurück</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Show the driver beside</source>
            <translation>Vorbild daneben zeigen</translation>
        </message>
        <message>
            <source>Mirror the preview only</source>
            <translation>Nur die Vorschau spiegeln</translation>
        </message>
        <message>
            <source>Show where your resting face was taken</source>
            <translation>Zeigen, wo Ihr Ruhegesicht aufgenommen wurde</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>Fit the whole picture</source>
            <translation>Ganzes Bild zeigen</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>1. Choose a camera (Camera) and a portrait (below the picture).</source>
            <translation>1. Wählen Sie eine Kamera (Kamera) und ein Porträt (unter dem Bild).</translation>
        </message>
        <message>
            <source>2. Press Start, look at the camera and relax for a second.</source>
            <translation>2. Drücken Sie Start, sehen Sie in die Kamera und entspannen Sie sich eine Sekunde lang.</translation>
        </message>
        <message>
            <source>3. Choose rtxfer as the camera in your video call (Output says which programs see it).</source>
            <translation>3. Wählen Sie rtxfer als Kamera im Videoanruf (unter „Ausgabe“ steht, welche Programme sie sehen).</translation>
        </message>
        <message>
            <source>Panic shows viewers a standby picture at once.</source>
            <translation>„Panik“ zeigt Zuschauern sofort ein Pausenbild.</translation>
        </message>
        <message>
            <source>Pictures and videos may be dropped anywhere on the window.</source>
            <translation>Bilder und Videos können Sie überall auf das Fenster ziehen.</translation>
        </message>
        <message>
            <source>Wheel over the picture: zoom. Drag: move. Double-click: show all.</source>
            <translation>Mausrad über dem Bild: Zoom. Ziehen: verschieben. Doppelklick: alles zeigen.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
    </context>
    <context>
        <name>HotkeyDialog</name>
        <message>
            <source>Hotkeys</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>No key for: %1</source>
            <translation>Keine Taste für: %1</translation>
        </message>
        <message>
            <source>Click into a field and press the new key.</source>
            <translation>Klicken Sie in ein Feld und drücken Sie die neue Taste.</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Alle zurücksetzen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>%1 is taken by: %2</source>
            <translation>%1 ist belegt durch: %2</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Start or stop</source>
            <translation>Start oder Stopp</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Ausgabe einfrieren</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Ruhegesicht neu aufnehmen</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Schnappschuss speichern</translation>
        </message>
        <message>
            <source>Start or stop recording</source>
            <translation>Aufnahme starten oder beenden</translation>
        </message>
        <message>
            <source>Panic: hide the portrait</source>
            <translation>Panik: Porträt verbergen</translation>
        </message>
        <message>
            <source>Previous portrait</source>
            <translation>Voriges Porträt</translation>
        </message>
        <message>
            <source>Next portrait</source>
            <translation>Nächstes Porträt</translation>
        </message>
        <message>
            <source>Portrait %1</source>
            <translation>Porträt %1</translation>
        </message>
        <message>
            <source>Panic, from any program</source>
            <translation>Panik, aus jedem Programm</translation>
        </message>
        <message>
            <source>Freeze, from any program</source>
            <translation>Einfrieren, aus jedem Programm</translation>
        </message>
        <message>
            <source>New neutral, from any program</source>
            <translation>Ruhegesicht neu aufnehmen, aus jedem Programm</translation>
        </message>
        <message>
            <source>Next portrait, from any program</source>
            <translation>Nächstes Porträt, aus jedem Programm</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Progress of %1</source>
            <translation>Fortschritt von %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Try again, or go on</source>
            <translation>Erneut versuchen oder fortsetzen</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Wird angehalten …</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Done: %1 frames at %2 per second</source>
            <translation>Fertig: %1 Bilder, %2 pro Sekunde</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <source>%1 per second</source>
            <translation>%1 pro Sekunde</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>noch %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Panels</source>
            <translation>Bereiche</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>Ausdruck</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Ausgabe</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>Pose</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: gestartet</translation>
        </message>
        <message>
            <source>The defaults are used.</source>
            <translation>Die Voreinstellungen werden verwendet.</translation>
        </message>
        <message>
            <source>The recording is being finished; rtxfer closes by itself then.</source>
            <translation>Die Aufnahme wird fertiggestellt; danach schließt sich rtxfer von selbst.</translation>
        </message>
    </context>
    <context>
        <name>Mirror</name>
        <message>
            <source>Your camera's picture</source>
            <translation>Das Bild Ihrer Kamera</translation>
        </message>
    </context>
    <context>
        <name>NeutralPage</name>
        <message>
            <source>Take it as it is</source>
            <translation>So übernehmen</translation>
        </message>
        <message>
            <source>For faces that never look quite at rest to the tracker</source>
            <translation>Für Gesichter, die der Erkennung nie ganz ruhig erscheinen</translation>
        </message>
        <message>
            <source>Face in the picture</source>
            <translation>Gesicht im Bild</translation>
        </message>
        <message>
            <source>Near enough</source>
            <translation>Nah genug</translation>
        </message>
        <message>
            <source>Facing the camera</source>
            <translation>Zur Kamera gewandt</translation>
        </message>
        <message>
            <source>Head still</source>
            <translation>Kopf ruhig</translation>
        </message>
        <message>
            <source>Eyes open</source>
            <translation>Augen offen</translation>
        </message>
        <message>
            <source>Mouth closed</source>
            <translation>Mund geschlossen</translation>
        </message>
        <message>
            <source>Face relaxed</source>
            <translation>Gesicht entspannt</translation>
        </message>
        <message>
            <source>Look at the camera and relax</source>
            <translation>In die Kamera sehen und entspannen</translation>
        </message>
        <message>
            <source>All that your face does is measured against how it rests now.</source>
            <translation>Alles, was Ihr Gesicht tut, wird an seiner jetzigen Ruhe gemessen.</translation>
        </message>
        <message>
            <source>Waiting for the camera …</source>
            <translation>Die Kamera wird erwartet …</translation>
        </message>
        <message>
            <source>Good. Stay like this.</source>
            <translation>Gut. Bleiben Sie so.</translation>
        </message>
    </context>
    <context>
        <name>NewJob</name>
        <message>
            <source>Choose one or more videos, or drop them here</source>
            <translation>Ein oder mehrere Videos wählen oder hierher ziehen</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Bild wählen</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Driver beside the portrait</source>
            <translation>Vorbild neben dem Porträt</translation>
        </message>
        <message>
            <source>Keep the sound</source>
            <translation>Ton behalten</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>In die Warteschlange</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>PNG-Bilder</translation>
        </message>
        <message>
            <source>Calmest moment</source>
            <translation>Ruhigster Moment</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>Erstes Bild</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Vorbild</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
        <message>
            <source>Save in</source>
            <translation>Speichern in</translation>
        </message>
        <message>
            <source>As</source>
            <translation>Als</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Ruhegesicht</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Generator</translation>
        </message>
        <message>
            <source>Expression and steadiness are those of the window at this moment; the size is the portrait's own.</source>
            <translation>Ausdruck und Ruhe sind die des Fensters in diesem Moment, die Größe ist die des Porträts.</translation>
        </message>
        <message>
            <source>Drivers</source>
            <translation>Vorbilder</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>Diesen Hinweis schließen</translation>
        </message>
        <message>
            <source>There is no more to tell.</source>
            <translation>Mehr gibt es nicht zu sagen.</translation>
        </message>
    </context>
    <context>
        <name>NoticeStack</name>
        <message>
            <source>Notices</source>
            <translation>Hinweise</translation>
        </message>
    </context>
    <context>
        <name>OfflineDialog</name>
        <message>
            <source>Move a portrait by videos</source>
            <translation>Porträt nach Videos bewegen</translation>
        </message>
        <message>
            <source>Nothing is queued. Choose videos above, or drop them anywhere here.</source>
            <translation>Nichts in der Warteschlange. Wählen Sie oben Videos, oder ziehen Sie sie hierher.</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
    </context>
    <context>
        <name>OutputControl</name>
        <message>
            <source>The motion was saved as %1.</source>
            <translation>Die Bewegung wurde als %1 gespeichert.</translation>
        </message>
    </context>
    <context>
        <name>OutputPanel</name>
        <message>
            <source>Mirror what viewers get</source>
            <translation>Bild für Zuschauer spiegeln</translation>
        </message>
        <message>
            <source>Moves the portrait by another generator too, here only.</source>
            <translation>Bewegt das Porträt auch mit einem anderen Generator, nur hier.</translation>
        </message>
        <message>
            <source>Build engines for this GPU in the background</source>
            <translation>Engines für diese GPU im Hintergrund bauen</translation>
        </message>
        <message>
            <source>Until one is there, another engine runs; then the picture goes on without a gap.</source>
            <translation>Bis eine da ist, läuft eine andere Engine; dann geht das Bild ohne Lücke weiter.</translation>
        </message>
        <message>
            <source>Look for devices again</source>
            <translation>Geräte neu suchen</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Virtuelle Kamera</translation>
        </message>
        <message>
            <source>Send to</source>
            <translation>Senden an</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Bildrate</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Choose the folder for recordings…</source>
            <translation>Ordner für Aufnahmen wählen…</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Generator</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Engine</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualität</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ohne</translation>
        </message>
        <message>
            <source>As the portrait</source>
            <translation>Wie das Porträt</translation>
        </message>
        <message>
            <source>Whole portrait, with bars</source>
            <translation>Ganzes Porträt, mit Balken</translation>
        </message>
        <message>
            <source>Fill, cut what is over</source>
            <translation>Füllen, Überstand abschneiden</translation>
        </message>
        <message>
            <source>Fill, centred on the face</source>
            <translation>Füllen, Gesicht in der Mitte</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Voreinstellung</translation>
        </message>
        <message>
            <source>Automatic: the fastest here</source>
            <translation>Automatisch: die schnellste</translation>
        </message>
        <message>
            <source>Automatic: keeps the rate</source>
            <translation>Automatisch: hält die Rate</translation>
        </message>
        <message>
            <source>Where this computer is too slow, it gets simpler before it stutters.</source>
            <translation>Ist dieser Rechner zu langsam, wird es einfacher, bevor es ruckelt.</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>Beste</translation>
        </message>
        <message>
            <source>Never lowered; frames are dropped instead.</source>
            <translation>Nie gesenkt; stattdessen fallen Bilder aus.</translation>
        </message>
        <message>
            <source>Fast</source>
            <translation>Schnell</translation>
        </message>
        <message>
            <source>Always lowered, without a learned part.</source>
            <translation>Immer gesenkt, ohne gelernten Teil.</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>Ordner für Aufnahmen</translation>
        </message>
        <message>
            <source>The portrait is shown here only.</source>
            <translation>Das Porträt ist nur hier zu sehen.</translation>
        </message>
        <message>
            <source>Choose “rtxfer” as the camera in your video call.</source>
            <translation>Wählen Sie „rtxfer“ als Kamera im Videoanruf.</translation>
        </message>
        <message>
            <source>%1 For those, run: %2</source>
            <translation>%1 Für diese führen Sie aus: %2</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Wird geöffnet…</translation>
        </message>
        <message>
            <source>Running: choose “rtxfer” as the camera in your video call.</source>
            <translation>Läuft: Wählen Sie „rtxfer“ als Kamera im Videoanruf.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Sie nimmt zurzeit keine Bilder an.</translation>
        </message>
        <message>
            <source>It failed and is tried again.</source>
            <translation>Fehlgeschlagen; es wird erneut versucht.</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>Geschlossen.</translation>
        </message>
    </context>
    <context>
        <name>Outside</name>
        <message>
            <source>There are no more frames.</source>
            <translation>Es kommen keine Bilder mehr.</translation>
        </message>
        <message>
            <source>The portrait rests.</source>
            <translation>Das Porträt ruht.</translation>
        </message>
        <message>
            <source>It is open but gives no picture.</source>
            <translation>Sie ist geöffnet, liefert aber kein Bild.</translation>
        </message>
        <message>
            <source>Take the cover off, or close the other program that uses it.</source>
            <translation>Nehmen Sie die Abdeckung ab, oder schließen Sie das andere Programm, das sie benutzt.</translation>
        </message>
        <message>
            <source>The picture is back.</source>
            <translation>Das Bild ist wieder da.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Das ist ein Fehler von rtxfer; im Protokoll steht mehr.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Sie nimmt zurzeit keine Bilder an.</translation>
        </message>
        <message>
            <source>The others go on. If it stays like this, remove it and add it again.</source>
            <translation>Die anderen laufen weiter. Bleibt es so, entfernen Sie sie und fügen Sie sie neu hinzu.</translation>
        </message>
        <message>
            <source>It takes frames again.</source>
            <translation>Sie nimmt wieder Bilder an.</translation>
        </message>
        <message>
            <source>The resting face was taken.</source>
            <translation>Das Ruhegesicht wurde aufgenommen.</translation>
        </message>
        <message>
            <source>Another scene or person: the portrait rests until their resting face is taken.</source>
            <translation>Andere Szene oder Person: das Porträt ruht, bis deren Ruhegesicht aufgenommen ist.</translation>
        </message>
        <message>
            <source>It moves again.</source>
            <translation>Es bewegt sich wieder.</translation>
        </message>
        <message>
            <source>The face is seen again.</source>
            <translation>Das Gesicht ist wieder zu sehen.</translation>
        </message>
        <message>
            <source>No face is seen; the portrait rests.</source>
            <translation>Kein Gesicht zu sehen; das Porträt ruht.</translation>
        </message>
        <message>
            <source>Sit so that the camera sees your whole face, with light on it.</source>
            <translation>Setzen Sie sich so, dass die Kamera Ihr ganzes Gesicht sieht, gut beleuchtet.</translation>
        </message>
        <message>
            <source>%1, run by %2</source>
            <translation>%1, ausgeführt von %2</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and this desktop has no portal that does (%1).</source>
            <translation>Wayland gibt keinem Programm die Tasten eines anderen, und dieser Desktop hat kein Portal dafür (%1).</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and there is no D-Bus (%1).</source>
            <translation>Wayland gibt keinem Programm die Tasten eines anderen, und es gibt keinen D-Bus (%1).</translation>
        </message>
        <message>
            <source>The desktop's portal for keys does not answer.</source>
            <translation>Das Tasten-Portal des Desktops antwortet nicht.</translation>
        </message>
        <message>
            <source>The desktop's portal for keys refuses: %1.</source>
            <translation>Das Tasten-Portal des Desktops lehnt ab: %1.</translation>
        </message>
        <message>
            <source>There is no X server to listen at.</source>
            <translation>Es gibt keinen X-Server, an dem gelauscht werden könnte.</translation>
        </message>
        <message>
            <source>on this system that was not built.</source>
            <translation>Auf diesem System ist das nicht gebaut.</translation>
        </message>
        <message>
            <source>full</source>
            <translation>voll</translation>
        </message>
        <message>
            <source>mouth read every other frame</source>
            <translation>Mund nur in jedem zweiten Bild gelesen</translation>
        </message>
        <message>
            <source>drawn at 3/4 size</source>
            <translation>in 3/4 Größe gezeichnet</translation>
        </message>
        <message>
            <source>drawn at 1/2 size</source>
            <translation>in 1/2 Größe gezeichnet</translation>
        </message>
        <message>
            <source>no learned part</source>
            <translation>ohne gelernten Teil</translation>
        </message>
        <message>
            <source>no learned part, drawn at 1/2 size</source>
            <translation>ohne gelernten Teil, in 1/2 Größe gezeichnet</translation>
        </message>
        <message>
            <source>No virtual camera is ready.</source>
            <translation>Keine virtuelle Kamera ist bereit.</translation>
        </message>
        <message>
            <source>%1 gives no pictures.</source>
            <translation>%1 liefert keine Bilder.</translation>
        </message>
        <message>
            <source>Plug it in again.</source>
            <translation>Stecken Sie sie neu an.</translation>
        </message>
        <message>
            <source>Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.</source>
            <translation>Zu sehen in Programmen, die PipeWire oder das Kameraportal fragen: Firefox, Chrome, OBS, GNOME Kamera. Zoom, Teams, Discord, Skype und andere sehen nur v4l2loopback.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is missing.</source>
            <translation>Das Paket pyvirtualcam fehlt.</translation>
        </message>
        <message>
            <source>There is no v4l2loopback device.</source>
            <translation>Es gibt kein v4l2loopback-Gerät.</translation>
        </message>
        <message>
            <source>On Debian or Ubuntu run: %1</source>
            <translation>Unter Debian oder Ubuntu ausführen: %1</translation>
        </message>
        <message>
            <source>a camera in user space, without a kernel module</source>
            <translation>eine Kamera ohne Kernelmodul</translation>
        </message>
        <message>
            <source>Install OBS Studio, and start its virtual camera once.</source>
            <translation>Installieren Sie OBS Studio und starten Sie dort einmal die virtuelle Kamera.</translation>
        </message>
        <message>
            <source>Install UnityCapture and run its Install.bat.</source>
            <translation>Installieren Sie UnityCapture und starten Sie dessen Install.bat.</translation>
        </message>
        <message>
            <source>GStreamer or its PipeWire plug-in is missing.</source>
            <translation>GStreamer oder sein PipeWire-Plug-in fehlt.</translation>
        </message>
        <message>
            <source>PipeWire is not running in this session.</source>
            <translation>PipeWire läuft in dieser Sitzung nicht.</translation>
        </message>
        <message>
            <source>%1 may not be written by you.</source>
            <translation>Sie dürfen nicht auf %1 schreiben.</translation>
        </message>
        <message>
            <source>Run: sudo usermod -aG video $USER, then log out and in again.</source>
            <translation>Ausführen: sudo usermod -aG video $USER, danach ab- und wieder anmelden.</translation>
        </message>
        <message>
            <source>%1 is not installed.</source>
            <translation>%1 ist nicht installiert.</translation>
        </message>
        <message>
            <source>The package sounddevice is missing.</source>
            <translation>Das Paket sounddevice fehlt.</translation>
        </message>
        <message>
            <source>The library PortAudio is missing.</source>
            <translation>Die Bibliothek PortAudio fehlt.</translation>
        </message>
        <message>
            <source>The microphone %1 is gone.</source>
            <translation>Das Mikrofon %1 ist weg.</translation>
        </message>
        <message>
            <source>Plug it in again, or record without sound.</source>
            <translation>Stecken Sie es wieder an, oder nehmen Sie ohne Ton auf.</translation>
        </message>
        <message>
            <source>The microphone %1 cannot be used (%2).</source>
            <translation>Das Mikrofon %1 kann nicht benutzt werden (%2).</translation>
        </message>
        <message>
            <source>The PipeWire camera did not start: %1.</source>
            <translation>Die PipeWire-Kamera ist nicht gestartet: %1.</translation>
        </message>
        <message>
            <source>The PipeWire camera stopped: %1.</source>
            <translation>Die PipeWire-Kamera hat angehalten: %1.</translation>
        </message>
        <message>
            <source>Applications that show it may have to choose it again.</source>
            <translation>Programme, die sie zeigen, müssen sie vielleicht neu wählen.</translation>
        </message>
        <message>
            <source>A virtual camera cannot show %1×%2 pixels.</source>
            <translation>Eine virtuelle Kamera kann %1×%2 Pixel nicht zeigen.</translation>
        </message>
        <message>
            <source>Choose an even width and height.</source>
            <translation>Wählen Sie eine gerade Breite und Höhe.</translation>
        </message>
        <message>
            <source>%1 is damaged.</source>
            <translation>%1 ist beschädigt.</translation>
        </message>
        <message>
            <source>The virtual camera cannot be used: %1.</source>
            <translation>Die virtuelle Kamera kann nicht benutzt werden: %1.</translation>
        </message>
        <message>
            <source>%1 takes no more frames (%2).</source>
            <translation>%1 nimmt keine Bilder mehr an (%2).</translation>
        </message>
        <message>
            <source>There is no virtual camera (no v4l2loopback device).</source>
            <translation>Es gibt keine virtuelle Kamera (kein v4l2loopback-Gerät).</translation>
        </message>
        <message>
            <source>The camera %1 is not there.</source>
            <translation>Die Kamera %1 ist nicht da.</translation>
        </message>
        <message>
            <source>No camera was found.</source>
            <translation>Keine Kamera gefunden.</translation>
        </message>
        <message>
            <source>Plug one in, or choose another source.</source>
            <translation>Schließen Sie eine an, oder wählen Sie eine andere Quelle.</translation>
        </message>
        <message>
            <source>%1 is unplugged.</source>
            <translation>%1 ist ausgesteckt.</translation>
        </message>
        <message>
            <source>Plug it in again; it is then used again.</source>
            <translation>Stecken Sie sie wieder an; dann wird sie wieder benutzt.</translation>
        </message>
        <message>
            <source>%1 cannot be opened.</source>
            <translation>%1 kann nicht geöffnet werden.</translation>
        </message>
        <message>
            <source>Plug it in again, into the computer itself rather than a hub; close other programs that use it.</source>
            <translation>Stecken Sie sie neu an, direkt am Rechner statt an einem Hub; schließen Sie andere Programme, die sie benutzen.</translation>
        </message>
        <message>
            <source>%1 is in use by %2.</source>
            <translation>%1 ist belegt durch %2.</translation>
        </message>
        <message>
            <source>Close %1.</source>
            <translation>Schließen Sie %1.</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>ein anderes Programm</translation>
        </message>
        <message>
            <source>%1 is a folder, not a %2.</source>
            <translation>%1 ist ein Ordner, nicht: %2.</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>Es gibt keine Datei %1.</translation>
        </message>
        <message>
            <source>%1 is empty (0 bytes).</source>
            <translation>%1 ist leer (0 Bytes).</translation>
        </message>
        <message>
            <source>Copy or download it again; it did not arrive whole.</source>
            <translation>Kopieren oder laden Sie sie neu; sie kam nicht vollständig an.</translation>
        </message>
        <message>
            <source>%1 is damaged or cut short (%2).</source>
            <translation>%1 ist beschädigt oder abgeschnitten (%2).</translation>
        </message>
        <message>
            <source>Copy or download the picture again.</source>
            <translation>Kopieren oder laden Sie das Bild neu.</translation>
        </message>
        <message>
            <source>%1 is not a picture that can be read.</source>
            <translation>%1 ist kein lesbares Bild.</translation>
        </message>
        <message>
            <source>Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.</source>
            <translation>Speichern Sie es als PNG oder JPEG (HEIC und RAW müssen umgewandelt werden) und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>%1 is partly transparent; grey is laid behind it.</source>
            <translation>%1 ist teilweise durchsichtig; Grau liegt dahinter.</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read (%2).</source>
            <translation>%1 ist kein lesbares Video (%2).</translation>
        </message>
        <message>
            <source>%1 holds no video stream.</source>
            <translation>%1 enthält keinen Videostream.</translation>
        </message>
        <message>
            <source>%1 cannot be opened (%2).</source>
            <translation>%1 kann nicht geöffnet werden (%2).</translation>
        </message>
        <message>
            <source>Check the address, and that this computer reaches the camera.</source>
            <translation>Prüfen Sie die Adresse, und ob dieser Rechner die Kamera erreicht.</translation>
        </message>
        <message>
            <source>The connection to %1 broke (%2).</source>
            <translation>Die Verbindung zu %1 ist abgebrochen (%2).</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Es wird von selbst erneut versucht.</translation>
        </message>
        <message>
            <source>%1 sends no pictures.</source>
            <translation>%1 sendet keine Bilder.</translation>
        </message>
        <message>
            <source>%1 is not the address of a stream.</source>
            <translation>%1 ist keine Adresse eines Streams.</translation>
        </message>
        <message>
            <source>%1 holds no video.</source>
            <translation>%1 enthält kein Video.</translation>
        </message>
        <message>
            <source>%1 has ended.</source>
            <translation>%1 ist zu Ende.</translation>
        </message>
        <message>
            <source>No face was found in %1.</source>
            <translation>In %1 wurde kein Gesicht gefunden.</translation>
        </message>
        <message>
            <source>Use a portrait in which the whole face is seen, from the front or slightly from the side, and large enough.</source>
            <translation>Nehmen Sie ein Porträt, das das ganze Gesicht zeigt, von vorn oder leicht von der Seite, und groß genug.</translation>
        </message>
        <message>
            <source>The face in %1 is only %2 pixels tall.</source>
            <translation>Das Gesicht in %1 ist nur %2 Pixel hoch.</translation>
        </message>
        <message>
            <source>Use a larger picture, or cut it closer: at least %1 pixels, better 300.</source>
            <translation>Nehmen Sie ein größeres Bild, oder schneiden Sie enger: mindestens %1 Pixel, besser 300.</translation>
        </message>
        <message>
            <source>%1 lay on its side or head; it was turned.</source>
            <translation>%1 lag auf der Seite oder dem Kopf; es wurde gedreht.</translation>
        </message>
        <message>
            <source>%1 shows %2 faces; %3, counted from the left.</source>
            <translation>%1 zeigt %2 Gesichter; %3, von links gezählt.</translation>
        </message>
        <message>
            <source>the largest one moves: number %1</source>
            <translation>das größte bewegt sich: Nummer %1</translation>
        </message>
        <message>
            <source>No process could be started for it: %1.</source>
            <translation>Dafür konnte kein Prozess gestartet werden: %1.</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>Schließen Sie andere Programme, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Close other programs, or raise the limit (ulimit -n 1024), and run it again.</source>
            <translation>Schließen Sie andere Programme oder erhöhen Sie die Grenze (ulimit -n 1024), und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Close other programs, raise the limit (ulimit -v), or take smaller pictures.</source>
            <translation>Schließen Sie andere Programme, erhöhen Sie die Grenze (ulimit -v), oder nehmen Sie kleinere Bilder.</translation>
        </message>
        <message>
            <source>%1 The portrait is shown here only.</source>
            <translation>%1 Das Porträt ist nur hier zu sehen.</translation>
        </message>
        <message>
            <source>The settings could not be read (%1); kept as %2.</source>
            <translation>Die Einstellungen konnten nicht gelesen werden (%1); aufbewahrt als %2.</translation>
        </message>
        <message>
            <source>%1 cannot be read (%2).</source>
            <translation>%1 kann nicht gelesen werden (%2).</translation>
        </message>
        <message>
            <source>Look whether it is switched on.</source>
            <translation>Sehen Sie nach, ob sie eingeschaltet ist.</translation>
        </message>
        <message>
            <source>No face is seen.</source>
            <translation>Kein Gesicht zu sehen.</translation>
        </message>
        <message>
            <source>Sit before the camera, with light from the front.</source>
            <translation>Setzen Sie sich vor die Kamera, mit Licht von vorn.</translation>
        </message>
        <message>
            <source>Bring your whole face into the picture.</source>
            <translation>Bringen Sie Ihr ganzes Gesicht ins Bild.</translation>
        </message>
        <message>
            <source>Move back, until your whole face is in view.</source>
            <translation>Weiter zurück, bis Ihr ganzes Gesicht zu sehen ist.</translation>
        </message>
        <message>
            <source>Come closer to the camera.</source>
            <translation>Kommen Sie näher zur Kamera.</translation>
        </message>
        <message>
            <source>Turn your face towards the camera.</source>
            <translation>Wenden Sie das Gesicht zur Kamera.</translation>
        </message>
        <message>
            <source>Hold your head still.</source>
            <translation>Halten Sie den Kopf ruhig.</translation>
        </message>
        <message>
            <source>Keep your eyes open.</source>
            <translation>Lassen Sie die Augen offen.</translation>
        </message>
        <message>
            <source>Close your mouth, teeth a little apart.</source>
            <translation>Schließen Sie den Mund, Zähne leicht auseinander.</translation>
        </message>
        <message>
            <source>Relax your face, as if nobody looked.</source>
            <translation>Entspannen Sie das Gesicht, als sähe niemand zu.</translation>
        </message>
        <message>
            <source>Looking at the portrait</source>
            <translation>Das Porträt wird angesehen</translation>
        </message>
        <message>
            <source>Opening the generator</source>
            <translation>Der Generator wird geöffnet</translation>
        </message>
        <message>
            <source>Finding the driver's resting face</source>
            <translation>Das Ruhegesicht des Vorbilds wird gesucht</translation>
        </message>
        <message>
            <source>Seeing how the portrait answers</source>
            <translation>Wie das Porträt antwortet, wird gemessen</translation>
        </message>
        <message>
            <source>Moving the portrait</source>
            <translation>Das Porträt wird bewegt</translation>
        </message>
        <message>
            <source>The worker's process ended by itself (exit %1).</source>
            <translation>Der Prozess des Auftrags endete von selbst (Exit-Code %1).</translation>
        </message>
        <message>
            <source>It may have run out of memory: close other programs, or choose a smaller size.</source>
            <translation>Vielleicht war der Speicher voll: schließen Sie andere Programme, oder wählen Sie eine kleinere Größe.</translation>
        </message>
        <message>
            <source>All that is needed works.</source>
            <translation>Alles Nötige funktioniert.</translation>
        </message>
        <message>
            <source>Videos can be moved. To mend for more: %1.</source>
            <translation>Videos können bewegt werden. Für mehr zu beheben: %1.</translation>
        </message>
        <message>
            <source>To mend: %1.</source>
            <translation>Zu beheben: %1.</translation>
        </message>
        <message>
            <source>Close the other program that feeds it, or name another device.</source>
            <translation>Schließen Sie das andere Programm, das sie speist, oder nennen Sie ein anderes Gerät.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is not installed.</source>
            <translation>Das Paket pyvirtualcam ist nicht installiert.</translation>
        </message>
        <message>
            <source>The package sounddevice is not installed.</source>
            <translation>Das Paket sounddevice ist nicht installiert.</translation>
        </message>
        <message>
            <source>The library PortAudio is not installed.</source>
            <translation>Die Bibliothek PortAudio ist nicht installiert.</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read (%2).</source>
            <translation>Das Zertifikat %1 kann nicht gelesen werden (%2).</translation>
        </message>
        <message>
            <source>The policy %1 cannot be read (%2).</source>
            <translation>Die Richtlinie %1 kann nicht gelesen werden (%2).</translation>
        </message>
        <message>
            <source>Run: %1</source>
            <translation>Ausführen: %1</translation>
        </message>
        <message>
            <source>Moves the photograph and draws mouth and eyes anew.</source>
            <translation>Bewegt das Foto und zeichnet Mund und Augen neu.</translation>
        </message>
        <message>
            <source>Moves the photograph's own pixels and draws nothing: the fastest.</source>
            <translation>Bewegt die Pixel des Fotos selbst und zeichnet nichts: am schnellsten.</translation>
        </message>
        <message>
            <source>Draws expression and identity, each attended for itself (Ali and Hughes 2020).</source>
            <translation>Zeichnet Ausdruck und Identität, auf jedes einzeln geachtet (Ali und Hughes 2020).</translation>
        </message>
        <message>
            <source>Redraws the face by action units, taught by its depth (Bodur et al. 2021).</source>
            <translation>Zeichnet das Gesicht nach Action Units neu, an seiner Tiefe gelernt (Bodur u. a. 2021).</translation>
        </message>
        <message>
            <source>Draws the expression as it is read off the driver's picture (Shao et al. 2021).</source>
            <translation>Zeichnet den Ausdruck, wie er vom Bild des Vorbilds abgelesen wird (Shao u. a. 2021).</translation>
        </message>
        <message>
            <source>Redraws the face by how far each action unit has changed (Ling et al. 2020).</source>
            <translation>Zeichnet das Gesicht danach neu, wie weit sich jede Action Unit geändert hat (Ling u. a. 2020).</translation>
        </message>
    </context>
    <context>
        <name>PortraitList</name>
        <message>
            <source>Portraits</source>
            <translation>Porträts</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>zu sehen</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>in Vorbereitung</translation>
        </message>
        <message>
            <source>preparing…</source>
            <translation>wird vorbereitet…</translation>
        </message>
    </context>
    <context>
        <name>PortraitPage</name>
        <message>
            <source>Who shall move?</source>
            <translation>Wer soll sich bewegen?</translation>
        </message>
        <message>
            <source>The whole face should be seen, from the front, with the mouth closed.</source>
            <translation>Das ganze Gesicht soll zu sehen sein, von vorn und mit geschlossenem Mund.</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Porträts</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Bild wählen…</translation>
        </message>
        <message>
            <source>Looking for a face in %1 …</source>
            <translation>In %1 wird ein Gesicht gesucht …</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
    </context>
    <context>
        <name>PoseControl</name>
        <message>
            <source>The picture was saved as %1.</source>
            <translation>Das Bild wurde als %1 gespeichert.</translation>
        </message>
    </context>
    <context>
        <name>PosePanel</name>
        <message>
            <source>Left and right apart</source>
            <translation>Links und rechts getrennt</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>Als Bild speichern…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Drehen</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>Nicken</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>Neigen</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Kopf</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Brauen</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Augen</translation>
        </message>
        <message>
            <source>Mouth and nose</source>
            <translation>Mund und Nase</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Kiefer, Wangen</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>Als Bild speichern</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>The driver moves the portrait. Stop to edit it by hand.</source>
            <translation>Das Vorbild bewegt das Porträt. Stoppen Sie, um es von Hand zu bearbeiten.</translation>
        </message>
        <message>
            <source>Moves the portrait by hand. What it shows already is the middle.</source>
            <translation>Bewegt das Porträt von Hand. Was es schon zeigt, ist die Mitte.</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Natural</source>
            <translation>Natürlich</translation>
        </message>
        <message>
            <source>Subtle</source>
            <translation>Zurückhaltend</translation>
        </message>
        <message>
            <source>Lively</source>
            <translation>Lebhaft</translation>
        </message>
        <message>
            <source>Only the face</source>
            <translation>Nur das Gesicht</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>Ruhig</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Wheel: zoom. Drag: move. Double-click: show all.</source>
            <translation>Mausrad: Zoom. Ziehen: verschieben. Doppelklick: alles zeigen.</translation>
        </message>
        <message>
            <source>Drop a portrait here, or paste one</source>
            <translation>Porträt hierher ziehen oder einfügen</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Vorbild</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
        <message>
            <source>Click a face: it drives</source>
            <translation>Ein Gesicht anklicken: es steuert</translation>
        </message>
        <message>
            <source>The driver appears here</source>
            <translation>Hier erscheint das Vorbild</translation>
        </message>
        <message>
            <source>Panic: viewers see the standby picture</source>
            <translation>Panik: Zuschauer sehen das Pausenbild</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>Eingefroren</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Startet…</translation>
        </message>
        <message>
            <source>● Recording</source>
            <translation>● Aufnahme</translation>
        </message>
        <message>
            <source>Preparing %1…</source>
            <translation>%1 wird vorbereitet…</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Skip this one</source>
            <translation>Dies auslassen</translation>
        </message>
        <message>
            <source>Now as far as you can</source>
            <translation>Jetzt so weit Sie können</translation>
        </message>
        <message>
            <source>Do what is marked, and hold it for a second. If you reach less than the small line, the portrait will answer more strongly.</source>
            <translation>Tun Sie, was markiert ist, und halten Sie es eine Sekunde lang. Wenn Sie weniger als den kleinen Strich erreichen, antwortet das Porträt stärker.</translation>
        </message>
        <message>
            <source>Smile broadly</source>
            <translation>Breit lächeln</translation>
        </message>
        <message>
            <source>Open your mouth</source>
            <translation>Mund öffnen</translation>
        </message>
        <message>
            <source>Raise your brows</source>
            <translation>Brauen heben</translation>
        </message>
        <message>
            <source>Close your eyes</source>
            <translation>Augen schließen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Now, and hold it</source>
            <translation>Jetzt, und halten</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>Recorder</name>
        <message>
            <source>Snapshot saved.</source>
            <translation>Schnappschuss gespeichert.</translation>
        </message>
        <message>
            <source>Recording saved.</source>
            <translation>Aufnahme gespeichert.</translation>
        </message>
        <message>
            <source>The recording could not be finished.</source>
            <translation>Die Aufnahme konnte nicht fertiggestellt werden.</translation>
        </message>
        <message>
            <source>The log tells why.</source>
            <translation>Das Protokoll sagt, warum.</translation>
        </message>
        <message>
            <source>The log has more.</source>
            <translation>Das Protokoll sagt mehr.</translation>
        </message>
    </context>
    <context>
        <name>RemoteControl</name>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Das ist ein Fehler von rtxfer; im Protokoll steht mehr.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no portrait to move.</source>
            <translation>Es gibt kein Porträt, das sich bewegen könnte.</translation>
        </message>
        <message>
            <source>Drop a picture of a face into the gallery.</source>
            <translation>Ziehen Sie das Bild eines Gesichts in die Galerie.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Das ist ein Fehler von rtxfer; im Protokoll steht mehr.</translation>
        </message>
    </context>
    <context>
        <name>SourceList</name>
        <message>
            <source>Sources</source>
            <translation>Quellen</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>This camera mirrors its picture</source>
            <translation>Diese Kamera spiegelt ihr Bild</translation>
        </message>
        <message>
            <source>Tick it if text before the camera reads backwards.</source>
            <translation>Ankreuzen, wenn Schrift vor der Kamera verkehrt herum erscheint.</translation>
        </message>
        <message>
            <source>Take neutral</source>
            <translation>Neu aufnehmen</translation>
        </message>
        <message>
            <source>Calibrate…</source>
            <translation>Kalibrieren…</translation>
        </message>
        <message>
            <source>Look for cameras again</source>
            <translation>Kameras neu suchen</translation>
        </message>
        <message>
            <source>Add a video file…</source>
            <translation>Videodatei hinzufügen…</translation>
        </message>
        <message>
            <source>Add a network stream…</source>
            <translation>Netzwerkstream hinzufügen…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Ruhegesicht</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Beispielclip</translation>
        </message>
        <message>
            <source>a person, shipped with rtxfer</source>
            <translation>eine Person, mit rtxfer geliefert</translation>
        </message>
        <message>
            <source>not found at the moment</source>
            <translation>zurzeit nicht gefunden</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>%1 wird angesehen…</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Das ist ein Fehler von rtxfer; im Protokoll steht mehr.</translation>
        </message>
        <message>
            <source>%1 was removed from the sources.</source>
            <translation>%1 wurde aus den Quellen entfernt.</translation>
        </message>
        <message>
            <source>Add a video</source>
            <translation>Video hinzufügen</translation>
        </message>
        <message>
            <source>Add a network stream</source>
            <translation>Netzwerkstream hinzufügen</translation>
        </message>
        <message>
            <source>Address (rtsp://… or http://…)</source>
            <translation>Adresse (rtsp://… oder http://…)</translation>
        </message>
        <message>
            <source>Taken in the first second after Start: relax and look at the camera.</source>
            <translation>Wird in der ersten Sekunde nach dem Start aufgenommen: entspannen Sie sich und sehen Sie in die Kamera.</translation>
        </message>
        <message>
            <source>Look at the camera and relax; it is being taken.</source>
            <translation>Sehen Sie in die Kamera und entspannen Sie sich; es wird aufgenommen.</translation>
        </message>
        <message>
            <source>Known. Take it again if the portrait does not rest when you do.</source>
            <translation>Bekannt. Nehmen Sie es neu auf, wenn das Porträt nicht ruht, obwohl Sie es tun.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualität</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Frames that the camera gives per second</source>
            <translation>Bilder, die die Kamera pro Sekunde liefert</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>Erzeugt</translation>
        </message>
        <message>
            <source>Different portraits made per second; repeated ones do not count</source>
            <translation>Verschiedene Porträtbilder pro Sekunde; wiederholte zählen nicht</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Ausgabe</translation>
        </message>
        <message>
            <source>Frames sent per second</source>
            <translation>Gesendete Bilder pro Sekunde</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latenz</translation>
        </message>
        <message>
            <source>From the capture of a frame to its being sent: half are faster</source>
            <translation>Von der Aufnahme eines Bildes bis zum Senden: die Hälfte ist schneller</translation>
        </message>
        <message>
            <source>● Starting</source>
            <translation>● Startet</translation>
        </message>
        <message>
            <source>● Stopped</source>
            <translation>● Gestoppt</translation>
        </message>
        <message>
            <source>● Recording %1</source>
            <translation>● Aufnahme %1</translation>
        </message>
        <message>
            <source>● Preview only</source>
            <translation>● Nur Vorschau</translation>
        </message>
        <message>
            <source>Nothing is sent: this run has no virtual camera. See Output, Send to.</source>
            <translation>Nichts wird gesendet: dieser Lauf hat keine virtuelle Kamera. Siehe Ausgabe, Senden an.</translation>
        </message>
        <message>
            <source>Nothing is sent yet.</source>
            <translation>Noch wird nichts gesendet.</translation>
        </message>
        <message>
            <source>● Nothing is sent</source>
            <translation>● Nichts gesendet</translation>
        </message>
        <message>
            <source>The virtual camera takes no pictures; it is tried again.</source>
            <translation>Die virtuelle Kamera nimmt keine Bilder; es wird erneut versucht.</translation>
        </message>
        <message>
            <source>● Panic</source>
            <translation>● Panik</translation>
        </message>
        <message>
            <source>Viewers see the standby picture.</source>
            <translation>Zuschauer sehen das Pausenbild.</translation>
        </message>
        <message>
            <source>● Frozen</source>
            <translation>● Eingefroren</translation>
        </message>
        <message>
            <source>Viewers see a still picture.</source>
            <translation>Zuschauer sehen ein Standbild.</translation>
        </message>
        <message>
            <source>● At rest</source>
            <translation>● In Ruhe</translation>
        </message>
        <message>
            <source>The source gives no pictures; viewers see the portrait at rest.</source>
            <translation>Die Quelle liefert keine Bilder; Zuschauer sehen das Porträt in Ruhe.</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● Live</translation>
        </message>
        <message>
            <source>Viewers see the portrait move.</source>
            <translation>Zuschauer sehen das Porträt sich bewegen.</translation>
        </message>
        <message>
            <source>%1 pictures a second: close other programs</source>
            <translation>%1/s: andere Programme schließen</translation>
        </message>
        <message>
            <source>%1 pictures a second: choose Fast</source>
            <translation>%1/s: „Schnell“ wählen</translation>
        </message>
        <message>
            <source>Output, Generator, Quality</source>
            <translation>Ausgabe, Generator, Qualität</translation>
        </message>
        <message>
            <source>Measuring this computer, once: %1 %</source>
            <translation>Messung: %1 %</translation>
        </message>
        <message>
            <source>What suits it best is found out while it is live already, and remembered.</source>
            <translation>Was am besten passt, wird schon im Livebetrieb ermittelt und gemerkt.</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms</source>
            <translation>Die Hälfte binnen %1 ms, 95 % binnen %2 ms, 99 % binnen %3 ms</translation>
        </message>
        <message>
            <source>Face seen</source>
            <translation>Gesicht erkannt</translation>
        </message>
        <message>
            <source>No face</source>
            <translation>Kein Gesicht</translation>
        </message>
        <message>
            <source>Quality: %1</source>
            <translation>Qualität: %1</translation>
        </message>
        <message>
            <source>With less, so that this computer keeps the rate: %1</source>
            <translation>Mit weniger, damit dieser Rechner die Rate hält: %1</translation>
        </message>
        <message>
            <source>Nothing is left out</source>
            <translation>Nichts ist weggelassen</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>Von Hand gewählt</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>Add portraits…</source>
            <translation>Porträts hinzufügen…</translation>
        </message>
        <message>
            <source>Add all portraits of a folder…</source>
            <translation>Alle Porträts eines Ordners hinzufügen…</translation>
        </message>
        <message>
            <source>Paste a portrait</source>
            <translation>Porträt einfügen</translation>
        </message>
        <message>
            <source>Remove from the gallery</source>
            <translation>Aus der Galerie entfernen</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Porträts</translation>
        </message>
        <message>
            <source>drop pictures or folders here</source>
            <translation>Bilder oder Ordner hierher ziehen</translation>
        </message>
        <message>
            <source>%1 was removed from the gallery.</source>
            <translation>%1 wurde aus der Galerie entfernt.</translation>
        </message>
        <message numerus="yes">
            <source>%n pictures cannot be used.</source>
            <translation>
                <numerusform>%n Bild ist nicht verwendbar.</numerusform>
                <numerusform>%n Bilder sind nicht verwendbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>The details say why.</source>
            <translation>Die Details sagen, warum.</translation>
        </message>
        <message>
            <source>Add portraits</source>
            <translation>Porträts hinzufügen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Add all portraits of a folder</source>
            <translation>Alle Porträts eines Ordners hinzufügen</translation>
        </message>
        <message>
            <source>Choose the face that moves…</source>
            <translation>Gesicht wählen, das sich bewegt…</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Ausgabe einfrieren</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Ruhegesicht neu aufnehmen</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Schnappschuss speichern</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Panik</translation>
        </message>
        <message>
            <source>Apply now</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Viewers see a standby picture instead of the portrait, at once</source>
            <translation>Zuschauer sehen sofort ein Pausenbild statt des Porträts</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>Camera settings wait for the next start.</source>
            <translation>Kameraeinstellungen gelten ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>What you changed waits for the next start.</source>
            <translation>Ihre Änderungen gelten ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Applying it now ends the recording.</source>
            <translation>Jetzt angewendet, endet die Aufnahme.</translation>
        </message>
        <message>
            <source>The driver is not seen for a moment; the portrait rests.</source>
            <translation>Das Vorbild ist einen Moment nicht zu sehen; das Porträt ruht.</translation>
        </message>
        <message>
            <source>Viewers lose the camera for a moment.</source>
            <translation>Zuschauer verlieren die Kamera für einen Moment.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show the window</source>
            <translation>Fenster zeigen</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Panik</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: gestartet</translation>
        </message>
    </context>
    <context>
        <name>VirtualCameraPage</name>
        <message>
            <source>Into the video call</source>
            <translation>In den Videoanruf</translation>
        </message>
        <message>
            <source>There you choose “rtxfer” as the camera. One of these has to be ready:</source>
            <translation>Wählen Sie dort „rtxfer“ als Kamera. Eine von diesen muss bereit sein:</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Erneut prüfen</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>Wird geprüft …</translation>
        </message>
        <message>
            <source>All is ready.</source>
            <translation>Alles ist bereit.</translation>
        </message>
        <message>
            <source>You can go on without, and record or look at the portrait here.</source>
            <translation>Sie können ohne weitermachen und das Porträt hier ansehen oder aufnehmen.</translation>
        </message>
    </context>
    <context>
        <name>_Asking</name>
        <message>
            <source>Stay here</source>
            <translation>Hier bleiben</translation>
        </message>
        <message>
            <source>Close and work on</source>
            <translation>Schließen und weiterarbeiten</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>Anhalten und schließen</translation>
        </message>
        <message>
            <source>Unfinished jobs: %1. What shall become of them?</source>
            <translation>Unfertige Aufträge: %1. Was soll mit ihnen geschehen?</translation>
        </message>
    </context>
    <context>
        <name>_DonePage</name>
        <message>
            <source>That is all</source>
            <translation>Das ist alles</translation>
        </message>
        <message>
            <source>How strongly the portrait will answer you, beside what is usual:</source>
            <translation>So stark antwortet Ihnen das Porträt, verglichen mit dem Üblichen:</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Brauen</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Augen</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Mund</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>Kiefer</translation>
        </message>
    </context>
</TS>
