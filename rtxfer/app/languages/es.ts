<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A still portrait moves like the person before the camera.</source>
            <translation>Un retrato fijo se mueve como la persona ante la cámara.</translation>
        </message>
        <message>
            <source>All of it is computed on this machine; no picture leaves it but to where you send it.</source>
            <translation>Todo se calcula en este equipo; ninguna imagen sale de él, salvo adonde usted la envíe.</translation>
        </message>
        <message>
            <source>Licences of what it is built of: the file NOTICE.</source>
            <translation>Licencias de lo que lo compone: el archivo NOTICE.</translation>
        </message>
    </context>
    <context>
        <name>ActionUnitBars</name>
        <message>
            <source>Action units of driver and portrait</source>
            <translation>Unidades de acción del intérprete y del retrato</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Intérprete</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Retrato</translation>
        </message>
    </context>
    <context>
        <name>ActionUnits</name>
        <message>
            <source>Inner brow up</source>
            <translation>Ceja interna arriba</translation>
        </message>
        <message>
            <source>Outer brow up</source>
            <translation>Ceja externa arriba</translation>
        </message>
        <message>
            <source>Brow down</source>
            <translation>Ceja abajo</translation>
        </message>
        <message>
            <source>Upper lid up</source>
            <translation>Párpado sup. arriba</translation>
        </message>
        <message>
            <source>Cheek up</source>
            <translation>Mejilla arriba</translation>
        </message>
        <message>
            <source>Lids tight</source>
            <translation>Párpados tensos</translation>
        </message>
        <message>
            <source>Nose wrinkle</source>
            <translation>Nariz arrugada</translation>
        </message>
        <message>
            <source>Upper lip up</source>
            <translation>Labio sup. arriba</translation>
        </message>
        <message>
            <source>Smile</source>
            <translation>Sonrisa</translation>
        </message>
        <message>
            <source>Dimple</source>
            <translation>Hoyuelo</translation>
        </message>
        <message>
            <source>Lip corners down</source>
            <translation>Comisuras abajo</translation>
        </message>
        <message>
            <source>Lower lip down</source>
            <translation>Labio inf. abajo</translation>
        </message>
        <message>
            <source>Chin up</source>
            <translation>Mentón arriba</translation>
        </message>
        <message>
            <source>Pucker</source>
            <translation>Morritos</translation>
        </message>
        <message>
            <source>Lips stretched</source>
            <translation>Labios estirados</translation>
        </message>
        <message>
            <source>Lips funnelled</source>
            <translation>Labios en embudo</translation>
        </message>
        <message>
            <source>Lips pressed</source>
            <translation>Labios apretados</translation>
        </message>
        <message>
            <source>Lips apart</source>
            <translation>Labios separados</translation>
        </message>
        <message>
            <source>Jaw open</source>
            <translation>Mandíbula abierta</translation>
        </message>
        <message>
            <source>Lips rolled in</source>
            <translation>Labios hacia dentro</translation>
        </message>
        <message>
            <source>Jaw to a side</source>
            <translation>Mandíbula de lado</translation>
        </message>
        <message>
            <source>Blink</source>
            <translation>Parpadeo</translation>
        </message>
        <message>
            <source>Looks left</source>
            <translation>Mira a la izquierda</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>Mira a la derecha</translation>
        </message>
        <message>
            <source>Looks up</source>
            <translation>Mira arriba</translation>
        </message>
        <message>
            <source>Looks down</source>
            <translation>Mira abajo</translation>
        </message>
        <message>
            <source>Jaw to its left</source>
            <translation>Mandíbula a su izquierda</translation>
        </message>
        <message>
            <source>Jaw to its right</source>
            <translation>Mandíbula a su derecha</translation>
        </message>
        <message>
            <source>left</source>
            <translation>izquierda</translation>
        </message>
        <message>
            <source>right</source>
            <translation>derecha</translation>
        </message>
    </context>
    <context>
        <name>AnywhereKeys</name>
        <message>
            <source>Keys are heard only while rtxfer has focus: %1</source>
            <translation>Las teclas solo se oyen mientras rtxfer tiene el foco: %1</translation>
        </message>
        <message>
            <source>Allow “Remote control by scripts” in the menu, and give this line a key in the settings of your desktop: %1</source>
            <translation>Permita «Control remoto por scripts» en el menú y asigne una tecla a esta línea en los ajustes de su escritorio: %1</translation>
        </message>
        <message>
            <source>Choose another key: menu, Hotkeys.</source>
            <translation>Elija otra tecla: menú, Atajos.</translation>
        </message>
        <message>
            <source>%1 is taken by another program.</source>
            <translation>Otro programa ya usa %1.</translation>
        </message>
        <message>
            <source>%1 cannot be listened for on this keyboard.</source>
            <translation>%1 no se puede escuchar en este teclado.</translation>
        </message>
        <message>
            <source>The desktop does not give rtxfer the key %1.</source>
            <translation>El escritorio no concede a rtxfer la tecla %1.</translation>
        </message>
        <message>
            <source>Give rtxfer a key in the settings of your desktop, among the shortcuts.</source>
            <translation>Asigne una tecla a rtxfer en los ajustes de su escritorio, entre los atajos de teclado.</translation>
        </message>
    </context>
    <context>
        <name>Assistant</name>
        <message>
            <source>Welcome</source>
            <translation>Bienvenida</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Consentimiento</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Retrato</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Cámara virtual</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
    </context>
    <context>
        <name>BackgroundChoice</name>
        <message>
            <source>Background</source>
            <translation>Fondo</translation>
        </message>
        <message>
            <source>As in the portrait</source>
            <translation>Como en el retrato</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>Desenfocado</translation>
        </message>
        <message>
            <source>Transparent</source>
            <translation>Transparente</translation>
        </message>
        <message>
            <source>Colour %1</source>
            <translation>Color %1</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>Color…</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>Imagen…</translation>
        </message>
        <message>
            <source>The person of the portrait is cut out and set before it. Transparent: OBS keys the PipeWire camera by itself; other cameras and recordings show green.</source>
            <translation>La persona del retrato se recorta y se coloca delante. Transparente: OBS recorta por sí mismo la cámara PipeWire; otras cámaras y grabaciones muestran verde.</translation>
        </message>
        <message>
            <source>A picture as background</source>
            <translation>Una imagen como fondo</translation>
        </message>
        <message>
            <source>Pictures (%1)</source>
            <translation>Imágenes (%1)</translation>
        </message>
    </context>
    <context>
        <name>BadgeSwitch</name>
        <message>
            <source>Show “%1” in a corner</source>
            <translation>Mostrar «%1» en una esquina</translation>
        </message>
        <message>
            <source>The mark that nobody sees is in every frame anyway.</source>
            <translation>La marca invisible está en cada imagen de todos modos.</translation>
        </message>
        <message>
            <source>A policy for this computer asks for it (%1).</source>
            <translation>Una directiva de este equipo lo exige (%1).</translation>
        </message>
        <message>
            <source>It was asked for when the program was started.</source>
            <translation>Se pidió al iniciar el programa.</translation>
        </message>
    </context>
    <context>
        <name>BuildProgressLine</name>
        <message>
            <source>Do not build this engine</source>
            <translation>No compilar este motor</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Iniciando</translation>
        </message>
        <message>
            <source>Engine %1 %</source>
            <translation>Motor %1 %</translation>
        </message>
        <message>
            <source>%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine.</source>
            <translation>%1 se compila para esta GPU (%2). Mientras tanto, todo sigue con otro motor.</translation>
        </message>
        <message>
            <source>%1 s left</source>
            <translation>quedan %1 s</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>quedan %1 min</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>It could not be saved.</source>
            <translation>No se pudo guardar.</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>Calibración</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>Empezar de nuevo</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Skip and save</source>
            <translation>Omitir y guardar</translation>
        </message>
    </context>
    <context>
        <name>CameraPage</name>
        <message>
            <source>Which camera sees you?</source>
            <translation>¿Qué cámara le ve?</translation>
        </message>
        <message>
            <source>You can choose another at any time.</source>
            <translation>Puede elegir otra en cualquier momento.</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Cámaras</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Buscar de nuevo</translation>
        </message>
        <message>
            <source>Looking for cameras …</source>
            <translation>Buscando cámaras…</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Clip de muestra</translation>
        </message>
        <message>
            <source>No camera was found. Plug one in and look again, or try the clip.</source>
            <translation>No se encontró ninguna cámara. Conecte una y busque de nuevo, o pruebe el clip.</translation>
        </message>
    </context>
    <context>
        <name>CameraSettings</name>
        <message>
            <source>Camera settings</source>
            <translation>Ajustes de la cámara</translation>
        </message>
        <message>
            <source>The camera's own</source>
            <translation>Los de la cámara</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>MJPG, compressed</source>
            <translation>MJPG, comprimido</translation>
        </message>
        <message>
            <source>YUYV, uncompressed</source>
            <translation>YUYV, sin comprimir</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Cadencia</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>A camera may give something else.</source>
            <translation>La cámara puede dar otra cosa.</translation>
        </message>
    </context>
    <context>
        <name>ConsentPage</name>
        <message>
            <source>Before you begin</source>
            <translation>Antes de empezar</translation>
        </message>
        <message>
            <source>A portrait that moves looks like a person who is there. So please:</source>
            <translation>Un retrato que se mueve parece una persona presente. Por eso, por favor:</translation>
        </message>
        <message>
            <source>Use only portraits that you have the right to animate: your own, those of people who agreed, or of whom nobody can be hurt by it.</source>
            <translation>Use solo retratos que tenga derecho a animar: el suyo, los de personas que lo aceptaron, o los que no puedan dañar a nadie.</translation>
        </message>
        <message>
            <source>Say that the picture is made, wherever somebody could take it for real.</source>
            <translation>Diga que la imagen es artificial allí donde alguien pueda creerla real.</translation>
        </message>
        <message>
            <source>Never pass for somebody else.</source>
            <translation>Nunca se haga pasar por otra persona.</translation>
        </message>
        <message>
            <source>Your camera's pictures stay on this computer. They are only looked at to see how your face moves; none of them is ever part of the output.</source>
            <translation>Las imágenes de su cámara se quedan en este equipo. Solo se miran para ver cómo se mueve su rostro; ninguna forma parte nunca de la salida.</translation>
        </message>
        <message>
            <source>I will only use portraits that I have the right to animate.</source>
            <translation>Solo usaré retratos que tenga derecho a animar.</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Ready</source>
            <translation>Lista</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>Copiar el comando</translation>
        </message>
        <message>
            <source>Not ready</source>
            <translation>No está lista</translation>
        </message>
    </context>
    <context>
        <name>DialogOpener</name>
        <message>
            <source>Move a portrait by videos…</source>
            <translation>Mover un retrato con vídeos…</translation>
        </message>
        <message>
            <source>Set-up assistant…</source>
            <translation>Asistente de configuración…</translation>
        </message>
        <message>
            <source>Hotkeys…</source>
            <translation>Atajos de teclado…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Doctor: does every part work?</source>
            <translation>Diagnóstico: ¿funciona todo?</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>Abrir el registro</translation>
        </message>
        <message>
            <source>About rtxfer</source>
            <translation>Acerca de rtxfer</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Record the driver's motion</source>
            <translation>Grabar el movimiento del intérprete</translation>
        </message>
        <message>
            <source>Remote control by scripts</source>
            <translation>Control remoto por scripts</translation>
        </message>
        <message>
            <source>`rtxfer remote panic` and such; on this computer alone.</source>
            <translation>`rtxfer remote panic` y similares; solo en este equipo.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>The language changes when rtxfer is started the next time.</source>
            <translation>El idioma cambiará la próxima vez que se inicie rtxfer.</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <source>Doctor</source>
            <translation>Diagnóstico</translation>
        </message>
        <message>
            <source>Looking; this takes half a minute…</source>
            <translation>Examinando; tarda medio minuto…</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message>
            <source>Drop it: it becomes a portrait</source>
            <translation>Suelte: será un retrato</translation>
        </message>
        <message>
            <source>Drop it: it becomes the source</source>
            <translation>Suelte: será la fuente</translation>
        </message>
        <message>
            <source>Drop them: pictures become portraits, the video the source</source>
            <translation>Suelte: las imágenes serán retratos, el vídeo la fuente</translation>
        </message>
        <message>
            <source>There is no picture in the clipboard.</source>
            <translation>No hay ninguna imagen en el portapapeles.</translation>
        </message>
    </context>
    <context>
        <name>EngineBuilder</name>
        <message>
            <source>The engine is not built; rtxfer goes on with the one that runs.</source>
            <translation>El motor no se compila; rtxfer sigue con el que está en marcha.</translation>
        </message>
        <message>
            <source>It is tried again at the next start, unless switched off in Output.</source>
            <translation>Se intentará de nuevo al próximo inicio, salvo que se desactive en Salida.</translation>
        </message>
        <message>
            <source>There is no engine %1 for this GPU yet; another one runs.</source>
            <translation>Aún no hay un motor %1 para esta GPU; funciona otro.</translation>
        </message>
        <message>
            <source>Let it be built in the background (Output, Generator), or run: %1</source>
            <translation>Deje que se compile en segundo plano (Salida, Generador), o ejecute: %1</translation>
        </message>
        <message>
            <source>The engine %1 could not be built; rtxfer goes on without it.</source>
            <translation>No se pudo compilar el motor %1; rtxfer sigue sin él.</translation>
        </message>
        <message>
            <source>%1 To try it by hand, run: %2</source>
            <translation>%1 Para probarlo a mano, ejecute: %2</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Es un fallo de rtxfer; el registro dice más.</translation>
        </message>
    </context>
    <context>
        <name>ExpressionPanel</name>
        <message>
            <source>Preset</source>
            <translation>Preajuste</translation>
        </message>
        <message>
            <source>Adapt to how this portrait answers</source>
            <translation>Adaptarse a cómo responde este retrato</translation>
        </message>
        <message>
            <source>Measures once how strongly each expression is shown, and makes up.</source>
            <translation>Mide una vez con qué fuerza se ve cada expresión, y lo compensa.</translation>
        </message>
        <message>
            <source>Lids and lips shut with the driver's</source>
            <translation>Cerrar párpados y labios con el intérprete</translation>
        </message>
        <message>
            <source>Otherwise they move by as much as the driver's, and may stay apart.</source>
            <translation>Si no, se mueven tanto como los del intérprete, y quizá queden abiertos.</translation>
        </message>
        <message>
            <source>Hair and ears turn with the face</source>
            <translation>Girar también pelo y orejas</translation>
        </message>
        <message>
            <source>Otherwise the face turns alone, inside hair that stands still.</source>
            <translation>Si no, gira solo el rostro, dentro de un pelo inmóvil.</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Fuerza</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Cejas</translation>
        </message>
        <message>
            <source>Lids</source>
            <translation>Párpados</translation>
        </message>
        <message>
            <source>Gaze</source>
            <translation>Mirada</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Boca</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Mandíbula, mejillas</translation>
        </message>
        <message>
            <source>Head turn</source>
            <translation>Giro</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>Como máximo</translation>
        </message>
        <message>
            <source>Sway</source>
            <translation>Balanceo</translation>
        </message>
        <message>
            <source>Steadiness</source>
            <translation>Estabilidad</translation>
        </message>
        <message>
            <source>Save as a preset…</source>
            <translation>Guardar como preajuste…</translation>
        </message>
        <message>
            <source>Delete this preset</source>
            <translation>Eliminar este preajuste</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Restablecer</translation>
        </message>
        <message>
            <source>Steadier trembles less and comes later: by so much for a quick smile.</source>
            <translation>Más estable tiembla menos y llega más tarde: esto, en una sonrisa rápida.</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Rostro</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Cabeza</translation>
        </message>
        <message>
            <source>How far head and shoulders go along: aside, up and down, nearer.</source>
            <translation>Cuánto acompañan la cabeza y los hombros: a los lados, arriba y abajo, más cerca.</translation>
        </message>
        <message>
            <source>Driver and portrait</source>
            <translation>Intérprete y retrato</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>Propios</translation>
        </message>
        <message>
            <source>Save as a preset</source>
            <translation>Guardar como preajuste</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>The preset %1 was replaced.</source>
            <translation>Se reemplazó el preajuste %1.</translation>
        </message>
        <message>
            <source>The preset %1 was deleted.</source>
            <translation>Se eliminó el preajuste %1.</translation>
        </message>
    </context>
    <context>
        <name>FaceDialog</name>
        <message>
            <source>Which face shall move?</source>
            <translation>¿Qué rostro debe moverse?</translation>
        </message>
        <message>
            <source>%1 shows %2 faces. Click the one that shall move.</source>
            <translation>%1 muestra %2 rostros. Haga clic en el que debe moverse.</translation>
        </message>
        <message>
            <source>Keep the one that moves now</source>
            <translation>Mantener el que se mueve ahora</translation>
        </message>
        <message>
            <source>Move this one</source>
            <translation>Mover este</translation>
        </message>
    </context>
    <context>
        <name>FacePicture</name>
        <message>
            <source>Faces in the picture</source>
            <translation>Rostros de la imagen</translation>
        </message>
        <message>
            <source>Face %1 of %2, counted from the left</source>
            <translation>Rostro %1 de %2, contando desde la izquierda</translation>
        </message>
    </context>
    <context>
        <name>GainSlider</name>
        <message>
            <source>Double-click to set it back</source>
            <translation>Doble clic para restablecerlo</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Show the driver beside</source>
            <translation>Mostrar el intérprete al lado</translation>
        </message>
        <message>
            <source>Mirror the preview only</source>
            <translation>Reflejar solo la vista previa</translation>
        </message>
        <message>
            <source>Show where your resting face was taken</source>
            <translation>Mostrar dónde se tomó su rostro en reposo</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Acercar</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Alejar</translation>
        </message>
        <message>
            <source>Fit the whole picture</source>
            <translation>Ajustar a toda la imagen</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menú</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>1. Choose a camera (Camera) and a portrait (below the picture).</source>
            <translation>1. Elija una cámara (Cámara) y un retrato (bajo la imagen).</translation>
        </message>
        <message>
            <source>2. Press Start, look at the camera and relax for a second.</source>
            <translation>2. Pulse Iniciar, mire a la cámara y relájese un segundo.</translation>
        </message>
        <message>
            <source>3. Choose rtxfer as the camera in your video call (Output says which programs see it).</source>
            <translation>3. Elija rtxfer como cámara en su videollamada (Salida dice qué programas la ven).</translation>
        </message>
        <message>
            <source>Panic shows viewers a standby picture at once.</source>
            <translation>Pánico muestra al instante una imagen de espera a los espectadores.</translation>
        </message>
        <message>
            <source>Pictures and videos may be dropped anywhere on the window.</source>
            <translation>Puede soltar imágenes y vídeos en cualquier lugar de la ventana.</translation>
        </message>
        <message>
            <source>Wheel over the picture: zoom. Drag: move. Double-click: show all.</source>
            <translation>Rueda sobre la imagen: zoom. Arrastrar: mover. Doble clic: ver todo.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
    </context>
    <context>
        <name>HotkeyDialog</name>
        <message>
            <source>Hotkeys</source>
            <translation>Atajos de teclado</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguna</translation>
        </message>
        <message>
            <source>No key for: %1</source>
            <translation>Sin tecla para: %1</translation>
        </message>
        <message>
            <source>Click into a field and press the new key.</source>
            <translation>Haga clic en un campo y pulse la nueva tecla.</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Restablecer todo</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>%1 is taken by: %2</source>
            <translation>%1 ya la usa: %2</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Start or stop</source>
            <translation>Iniciar o detener</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Congelar la salida</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Tomar de nuevo el rostro en reposo</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Guardar una captura</translation>
        </message>
        <message>
            <source>Start or stop recording</source>
            <translation>Iniciar o detener la grabación</translation>
        </message>
        <message>
            <source>Panic: hide the portrait</source>
            <translation>Pánico: ocultar el retrato</translation>
        </message>
        <message>
            <source>Previous portrait</source>
            <translation>Retrato anterior</translation>
        </message>
        <message>
            <source>Next portrait</source>
            <translation>Retrato siguiente</translation>
        </message>
        <message>
            <source>Portrait %1</source>
            <translation>Retrato %1</translation>
        </message>
        <message>
            <source>Panic, from any program</source>
            <translation>Pánico, desde cualquier programa</translation>
        </message>
        <message>
            <source>Freeze, from any program</source>
            <translation>Congelar, desde cualquier programa</translation>
        </message>
        <message>
            <source>New neutral, from any program</source>
            <translation>Nuevo rostro en reposo, desde cualquier programa</translation>
        </message>
        <message>
            <source>Next portrait, from any program</source>
            <translation>Retrato siguiente, desde cualquier programa</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Progress of %1</source>
            <translation>Progreso de %1</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Try again, or go on</source>
            <translation>Reintentar o continuar</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>Mostrar en su carpeta</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Quitar de la lista</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Deteniendo…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En espera</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelado</translation>
        </message>
        <message>
            <source>Done: %1 frames at %2 per second</source>
            <translation>Listo: %1 imágenes a %2 por segundo</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Iniciando</translation>
        </message>
        <message>
            <source>%1 per second</source>
            <translation>%1 por segundo</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>quedan %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Panels</source>
            <translation>Paneles</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>Expresión</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>Pose</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: iniciado</translation>
        </message>
        <message>
            <source>The defaults are used.</source>
            <translation>Se usan los valores predeterminados.</translation>
        </message>
        <message>
            <source>The recording is being finished; rtxfer closes by itself then.</source>
            <translation>La grabación se está terminando; después rtxfer se cerrará solo.</translation>
        </message>
    </context>
    <context>
        <name>Mirror</name>
        <message>
            <source>Your camera's picture</source>
            <translation>La imagen de su cámara</translation>
        </message>
    </context>
    <context>
        <name>NeutralPage</name>
        <message>
            <source>Take it as it is</source>
            <translation>Tomarlo tal cual</translation>
        </message>
        <message>
            <source>For faces that never look quite at rest to the tracker</source>
            <translation>Para rostros que el seguimiento nunca ve del todo en reposo</translation>
        </message>
        <message>
            <source>Face in the picture</source>
            <translation>Rostro en la imagen</translation>
        </message>
        <message>
            <source>Near enough</source>
            <translation>Bastante cerca</translation>
        </message>
        <message>
            <source>Facing the camera</source>
            <translation>De cara a la cámara</translation>
        </message>
        <message>
            <source>Head still</source>
            <translation>Cabeza quieta</translation>
        </message>
        <message>
            <source>Eyes open</source>
            <translation>Ojos abiertos</translation>
        </message>
        <message>
            <source>Mouth closed</source>
            <translation>Boca cerrada</translation>
        </message>
        <message>
            <source>Face relaxed</source>
            <translation>Rostro relajado</translation>
        </message>
        <message>
            <source>Look at the camera and relax</source>
            <translation>Mire a la cámara y relájese</translation>
        </message>
        <message>
            <source>All that your face does is measured against how it rests now.</source>
            <translation>Todo lo que hace su rostro se mide respecto a su reposo de ahora.</translation>
        </message>
        <message>
            <source>Waiting for the camera …</source>
            <translation>Esperando a la cámara…</translation>
        </message>
        <message>
            <source>Good. Stay like this.</source>
            <translation>Bien. Siga así.</translation>
        </message>
    </context>
    <context>
        <name>NewJob</name>
        <message>
            <source>Choose one or more videos, or drop them here</source>
            <translation>Elija uno o más vídeos, o suéltelos aquí</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Elija una imagen</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Elija una carpeta</translation>
        </message>
        <message>
            <source>Driver beside the portrait</source>
            <translation>Intérprete junto al retrato</translation>
        </message>
        <message>
            <source>Keep the sound</source>
            <translation>Conservar el sonido</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>Añadir a la cola</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>Imágenes PNG</translation>
        </message>
        <message>
            <source>Calmest moment</source>
            <translation>Momento más tranquilo</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>Primer fotograma</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Intérprete</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Retrato</translation>
        </message>
        <message>
            <source>Save in</source>
            <translation>Guardar en</translation>
        </message>
        <message>
            <source>As</source>
            <translation>Como</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Rostro en reposo</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Generador</translation>
        </message>
        <message>
            <source>Expression and steadiness are those of the window at this moment; the size is the portrait's own.</source>
            <translation>La expresión y la estabilidad son las de la ventana en este momento; el tamaño es el del retrato.</translation>
        </message>
        <message>
            <source>Drivers</source>
            <translation>Intérpretes</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Abrir carpeta</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>Cerrar este aviso</translation>
        </message>
        <message>
            <source>There is no more to tell.</source>
            <translation>No hay más que contar.</translation>
        </message>
    </context>
    <context>
        <name>NoticeStack</name>
        <message>
            <source>Notices</source>
            <translation>Avisos</translation>
        </message>
    </context>
    <context>
        <name>OfflineDialog</name>
        <message>
            <source>Move a portrait by videos</source>
            <translation>Mover un retrato con vídeos</translation>
        </message>
        <message>
            <source>Nothing is queued. Choose videos above, or drop them anywhere here.</source>
            <translation>No hay nada en la cola. Elija vídeos arriba, o suéltelos aquí.</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Cola</translation>
        </message>
    </context>
    <context>
        <name>OutputControl</name>
        <message>
            <source>The motion was saved as %1.</source>
            <translation>El movimiento se guardó como %1.</translation>
        </message>
    </context>
    <context>
        <name>OutputPanel</name>
        <message>
            <source>Mirror what viewers get</source>
            <translation>Reflejar lo que ven los demás</translation>
        </message>
        <message>
            <source>Moves the portrait by another generator too, here only.</source>
            <translation>Mueve el retrato también con otro generador, solo aquí.</translation>
        </message>
        <message>
            <source>Build engines for this GPU in the background</source>
            <translation>Compilar motores en segundo plano</translation>
        </message>
        <message>
            <source>Until one is there, another engine runs; then the picture goes on without a gap.</source>
            <translation>Hasta que haya uno, funciona otro motor; después la imagen sigue sin cortes.</translation>
        </message>
        <message>
            <source>Look for devices again</source>
            <translation>Buscar dispositivos de nuevo</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Cámara virtual</translation>
        </message>
        <message>
            <source>Send to</source>
            <translation>Enviar a</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Imagen</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Encuadre</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Cadencia</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Fondo</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Grabación</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Choose the folder for recordings…</source>
            <translation>Elegir la carpeta de grabaciones…</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Generador</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Motor</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Calidad</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparar</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>As the portrait</source>
            <translation>Como el retrato</translation>
        </message>
        <message>
            <source>Whole portrait, with bars</source>
            <translation>Retrato entero, con franjas</translation>
        </message>
        <message>
            <source>Fill, cut what is over</source>
            <translation>Llenar, recortar lo sobrante</translation>
        </message>
        <message>
            <source>Fill, centred on the face</source>
            <translation>Llenar, centrado en el rostro</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Predeterminado</translation>
        </message>
        <message>
            <source>Automatic: the fastest here</source>
            <translation>Automático: el más rápido</translation>
        </message>
        <message>
            <source>Automatic: keeps the rate</source>
            <translation>Automática: mantiene la cadencia</translation>
        </message>
        <message>
            <source>Where this computer is too slow, it gets simpler before it stutters.</source>
            <translation>Si este equipo es demasiado lento, se simplifica antes de dar tirones.</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>La mejor</translation>
        </message>
        <message>
            <source>Never lowered; frames are dropped instead.</source>
            <translation>Nunca se reduce; en su lugar se pierden fotogramas.</translation>
        </message>
        <message>
            <source>Fast</source>
            <translation>Rápida</translation>
        </message>
        <message>
            <source>Always lowered, without a learned part.</source>
            <translation>Siempre reducida, sin la parte aprendida.</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>Carpeta de grabaciones</translation>
        </message>
        <message>
            <source>The portrait is shown here only.</source>
            <translation>El retrato solo se ve aquí.</translation>
        </message>
        <message>
            <source>Choose “rtxfer” as the camera in your video call.</source>
            <translation>Elija «rtxfer» como cámara en su videollamada.</translation>
        </message>
        <message>
            <source>%1 For those, run: %2</source>
            <translation>%1 Para esos, ejecute: %2</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Abriendo…</translation>
        </message>
        <message>
            <source>Running: choose “rtxfer” as the camera in your video call.</source>
            <translation>En marcha: elija «rtxfer» como cámara en su videollamada.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Ahora no acepta fotogramas.</translation>
        </message>
        <message>
            <source>It failed and is tried again.</source>
            <translation>Falló y se intenta de nuevo.</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>Cerrada.</translation>
        </message>
    </context>
    <context>
        <name>Outside</name>
        <message>
            <source>There are no more frames.</source>
            <translation>No hay más fotogramas.</translation>
        </message>
        <message>
            <source>The portrait rests.</source>
            <translation>El retrato reposa.</translation>
        </message>
        <message>
            <source>It is open but gives no picture.</source>
            <translation>Está abierta, pero no da imagen.</translation>
        </message>
        <message>
            <source>Take the cover off, or close the other program that uses it.</source>
            <translation>Quite la tapa, o cierre el otro programa que la usa.</translation>
        </message>
        <message>
            <source>The picture is back.</source>
            <translation>La imagen ha vuelto.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Es un fallo de rtxfer; el registro dice más.</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>Ahora no acepta fotogramas.</translation>
        </message>
        <message>
            <source>The others go on. If it stays like this, remove it and add it again.</source>
            <translation>Las demás siguen. Si continúa así, quítela y añádala de nuevo.</translation>
        </message>
        <message>
            <source>It takes frames again.</source>
            <translation>Vuelve a aceptar fotogramas.</translation>
        </message>
        <message>
            <source>The resting face was taken.</source>
            <translation>Se tomó el rostro en reposo.</translation>
        </message>
        <message>
            <source>Another scene or person: the portrait rests until their resting face is taken.</source>
            <translation>Otra escena o persona: el retrato reposa hasta que se tome su rostro en reposo.</translation>
        </message>
        <message>
            <source>It moves again.</source>
            <translation>Se mueve de nuevo.</translation>
        </message>
        <message>
            <source>The face is seen again.</source>
            <translation>El rostro se ve de nuevo.</translation>
        </message>
        <message>
            <source>No face is seen; the portrait rests.</source>
            <translation>No se ve ningún rostro; el retrato reposa.</translation>
        </message>
        <message>
            <source>Sit so that the camera sees your whole face, with light on it.</source>
            <translation>Siéntese de modo que la cámara vea todo su rostro, con luz.</translation>
        </message>
        <message>
            <source>%1, run by %2</source>
            <translation>%1, ejecutado por %2</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and this desktop has no portal that does (%1).</source>
            <translation>Wayland no da a ningún programa las teclas de otro, y este escritorio no tiene un portal para ello (%1).</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and there is no D-Bus (%1).</source>
            <translation>Wayland no da a ningún programa las teclas de otro, y no hay D-Bus (%1).</translation>
        </message>
        <message>
            <source>The desktop's portal for keys does not answer.</source>
            <translation>El portal de teclas del escritorio no responde.</translation>
        </message>
        <message>
            <source>The desktop's portal for keys refuses: %1.</source>
            <translation>El portal de teclas del escritorio se niega: %1.</translation>
        </message>
        <message>
            <source>There is no X server to listen at.</source>
            <translation>No hay ningún servidor X en el que escuchar.</translation>
        </message>
        <message>
            <source>on this system that was not built.</source>
            <translation>en este sistema no está implementado.</translation>
        </message>
        <message>
            <source>full</source>
            <translation>completa</translation>
        </message>
        <message>
            <source>mouth read every other frame</source>
            <translation>boca leída un fotograma de cada dos</translation>
        </message>
        <message>
            <source>drawn at 3/4 size</source>
            <translation>dibujado a 3/4 del tamaño</translation>
        </message>
        <message>
            <source>drawn at 1/2 size</source>
            <translation>dibujado a 1/2 del tamaño</translation>
        </message>
        <message>
            <source>no learned part</source>
            <translation>sin la parte aprendida</translation>
        </message>
        <message>
            <source>no learned part, drawn at 1/2 size</source>
            <translation>sin la parte aprendida, a 1/2 del tamaño</translation>
        </message>
        <message>
            <source>No virtual camera is ready.</source>
            <translation>Ninguna cámara virtual está lista.</translation>
        </message>
        <message>
            <source>%1 gives no pictures.</source>
            <translation>%1 no da imágenes.</translation>
        </message>
        <message>
            <source>Plug it in again.</source>
            <translation>Conéctela de nuevo.</translation>
        </message>
        <message>
            <source>Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.</source>
            <translation>La ven los programas que preguntan a PipeWire o al portal: Firefox, Chrome, OBS, Cámara de GNOME. Zoom, Teams, Discord, Skype y otros solo ven v4l2loopback.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is missing.</source>
            <translation>Falta el paquete pyvirtualcam.</translation>
        </message>
        <message>
            <source>There is no v4l2loopback device.</source>
            <translation>No hay ningún dispositivo v4l2loopback.</translation>
        </message>
        <message>
            <source>On Debian or Ubuntu run: %1</source>
            <translation>En Debian o Ubuntu ejecute: %1</translation>
        </message>
        <message>
            <source>a camera in user space, without a kernel module</source>
            <translation>una cámara sin módulo del núcleo</translation>
        </message>
        <message>
            <source>Install OBS Studio, and start its virtual camera once.</source>
            <translation>Instale OBS Studio e inicie una vez su cámara virtual.</translation>
        </message>
        <message>
            <source>Install UnityCapture and run its Install.bat.</source>
            <translation>Instale UnityCapture y ejecute su Install.bat.</translation>
        </message>
        <message>
            <source>GStreamer or its PipeWire plug-in is missing.</source>
            <translation>Falta GStreamer o su complemento de PipeWire.</translation>
        </message>
        <message>
            <source>PipeWire is not running in this session.</source>
            <translation>PipeWire no funciona en esta sesión.</translation>
        </message>
        <message>
            <source>%1 may not be written by you.</source>
            <translation>No tiene permiso para escribir en %1.</translation>
        </message>
        <message>
            <source>Run: sudo usermod -aG video $USER, then log out and in again.</source>
            <translation>Ejecute: sudo usermod -aG video $USER, luego cierre la sesión y vuelva a entrar.</translation>
        </message>
        <message>
            <source>%1 is not installed.</source>
            <translation>%1 no está instalado.</translation>
        </message>
        <message>
            <source>The package sounddevice is missing.</source>
            <translation>Falta el paquete sounddevice.</translation>
        </message>
        <message>
            <source>The library PortAudio is missing.</source>
            <translation>Falta la biblioteca PortAudio.</translation>
        </message>
        <message>
            <source>The microphone %1 is gone.</source>
            <translation>El micrófono %1 ya no está.</translation>
        </message>
        <message>
            <source>Plug it in again, or record without sound.</source>
            <translation>Conéctelo de nuevo, o grabe sin sonido.</translation>
        </message>
        <message>
            <source>The microphone %1 cannot be used (%2).</source>
            <translation>No se puede usar el micrófono %1 (%2).</translation>
        </message>
        <message>
            <source>The PipeWire camera did not start: %1.</source>
            <translation>La cámara de PipeWire no se inició: %1.</translation>
        </message>
        <message>
            <source>The PipeWire camera stopped: %1.</source>
            <translation>La cámara de PipeWire se detuvo: %1.</translation>
        </message>
        <message>
            <source>Applications that show it may have to choose it again.</source>
            <translation>Los programas que la muestran quizá deban elegirla de nuevo.</translation>
        </message>
        <message>
            <source>A virtual camera cannot show %1×%2 pixels.</source>
            <translation>Una cámara virtual no puede mostrar %1×%2 píxeles.</translation>
        </message>
        <message>
            <source>Choose an even width and height.</source>
            <translation>Elija un ancho y un alto pares.</translation>
        </message>
        <message>
            <source>%1 is damaged.</source>
            <translation>%1 está dañado.</translation>
        </message>
        <message>
            <source>The virtual camera cannot be used: %1.</source>
            <translation>No se puede usar la cámara virtual: %1.</translation>
        </message>
        <message>
            <source>%1 takes no more frames (%2).</source>
            <translation>%1 ya no acepta fotogramas (%2).</translation>
        </message>
        <message>
            <source>There is no virtual camera (no v4l2loopback device).</source>
            <translation>No hay cámara virtual (ningún dispositivo v4l2loopback).</translation>
        </message>
        <message>
            <source>The camera %1 is not there.</source>
            <translation>La cámara %1 no está.</translation>
        </message>
        <message>
            <source>No camera was found.</source>
            <translation>No se encontró ninguna cámara.</translation>
        </message>
        <message>
            <source>Plug one in, or choose another source.</source>
            <translation>Conecte una, o elija otra fuente.</translation>
        </message>
        <message>
            <source>%1 is unplugged.</source>
            <translation>%1 está desconectada.</translation>
        </message>
        <message>
            <source>Plug it in again; it is then used again.</source>
            <translation>Conéctela de nuevo; entonces se volverá a usar.</translation>
        </message>
        <message>
            <source>%1 cannot be opened.</source>
            <translation>No se puede abrir %1.</translation>
        </message>
        <message>
            <source>Plug it in again, into the computer itself rather than a hub; close other programs that use it.</source>
            <translation>Conéctela de nuevo, al propio equipo y no a un concentrador; cierre otros programas que la usen.</translation>
        </message>
        <message>
            <source>%1 is in use by %2.</source>
            <translation>%1 está en uso por %2.</translation>
        </message>
        <message>
            <source>Close %1.</source>
            <translation>Cierre %1.</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>otro programa</translation>
        </message>
        <message>
            <source>%1 is a folder, not a %2.</source>
            <translation>%1 es una carpeta, no: %2.</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>No existe el archivo %1.</translation>
        </message>
        <message>
            <source>%1 is empty (0 bytes).</source>
            <translation>%1 está vacío (0 bytes).</translation>
        </message>
        <message>
            <source>Copy or download it again; it did not arrive whole.</source>
            <translation>Cópielo o descárguelo de nuevo; no llegó entero.</translation>
        </message>
        <message>
            <source>%1 is damaged or cut short (%2).</source>
            <translation>%1 está dañado o incompleto (%2).</translation>
        </message>
        <message>
            <source>Copy or download the picture again.</source>
            <translation>Copie o descargue la imagen de nuevo.</translation>
        </message>
        <message>
            <source>%1 is not a picture that can be read.</source>
            <translation>%1 no es una imagen que se pueda leer.</translation>
        </message>
        <message>
            <source>Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.</source>
            <translation>Guárdela como PNG o JPEG (HEIC y RAW deben convertirse) e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>%1 is partly transparent; grey is laid behind it.</source>
            <translation>%1 es en parte transparente; se pone gris detrás.</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read (%2).</source>
            <translation>%1 no es un vídeo que se pueda leer (%2).</translation>
        </message>
        <message>
            <source>%1 holds no video stream.</source>
            <translation>%1 no contiene ningún vídeo.</translation>
        </message>
        <message>
            <source>%1 cannot be opened (%2).</source>
            <translation>No se puede abrir %1 (%2).</translation>
        </message>
        <message>
            <source>Check the address, and that this computer reaches the camera.</source>
            <translation>Compruebe la dirección, y que este equipo alcance la cámara.</translation>
        </message>
        <message>
            <source>The connection to %1 broke (%2).</source>
            <translation>Se cortó la conexión con %1 (%2).</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Se intenta de nuevo automáticamente.</translation>
        </message>
        <message>
            <source>%1 sends no pictures.</source>
            <translation>%1 no envía imágenes.</translation>
        </message>
        <message>
            <source>%1 is not the address of a stream.</source>
            <translation>%1 no es la dirección de una transmisión.</translation>
        </message>
        <message>
            <source>%1 holds no video.</source>
            <translation>%1 no contiene vídeo.</translation>
        </message>
        <message>
            <source>%1 has ended.</source>
            <translation>%1 ha terminado.</translation>
        </message>
        <message>
            <source>No face was found in %1.</source>
            <translation>No se encontró ningún rostro en %1.</translation>
        </message>
        <message>
            <source>Use a portrait in which the whole face is seen, from the front or slightly from the side, and large enough.</source>
            <translation>Use un retrato en que se vea el rostro entero, de frente o un poco de lado, y bastante grande.</translation>
        </message>
        <message>
            <source>The face in %1 is only %2 pixels tall.</source>
            <translation>El rostro de %1 solo mide %2 píxeles de alto.</translation>
        </message>
        <message>
            <source>Use a larger picture, or cut it closer: at least %1 pixels, better 300.</source>
            <translation>Use una imagen mayor, o recórtela más: al menos %1 píxeles, mejor 300.</translation>
        </message>
        <message>
            <source>%1 lay on its side or head; it was turned.</source>
            <translation>%1 estaba de lado o del revés; se giró.</translation>
        </message>
        <message>
            <source>%1 shows %2 faces; %3, counted from the left.</source>
            <translation>%1 muestra %2 rostros; %3, contando desde la izquierda.</translation>
        </message>
        <message>
            <source>the largest one moves: number %1</source>
            <translation>se mueve el mayor: número %1</translation>
        </message>
        <message>
            <source>No process could be started for it: %1.</source>
            <translation>No se pudo iniciar un proceso: %1.</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>Cierre otros programas e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Close other programs, or raise the limit (ulimit -n 1024), and run it again.</source>
            <translation>Cierre otros programas o aumente el límite (ulimit -n 1024), e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Close other programs, raise the limit (ulimit -v), or take smaller pictures.</source>
            <translation>Cierre otros programas, aumente el límite (ulimit -v) o use imágenes más pequeñas.</translation>
        </message>
        <message>
            <source>%1 The portrait is shown here only.</source>
            <translation>%1 El retrato solo se ve aquí.</translation>
        </message>
        <message>
            <source>The settings could not be read (%1); kept as %2.</source>
            <translation>No se pudieron leer los ajustes (%1); se conservan como %2.</translation>
        </message>
        <message>
            <source>%1 cannot be read (%2).</source>
            <translation>No se puede leer %1 (%2).</translation>
        </message>
        <message>
            <source>Look whether it is switched on.</source>
            <translation>Mire si está encendida.</translation>
        </message>
        <message>
            <source>No face is seen.</source>
            <translation>No se ve ningún rostro.</translation>
        </message>
        <message>
            <source>Sit before the camera, with light from the front.</source>
            <translation>Siéntese ante la cámara, con luz de frente.</translation>
        </message>
        <message>
            <source>Bring your whole face into the picture.</source>
            <translation>Ponga todo su rostro en la imagen.</translation>
        </message>
        <message>
            <source>Move back, until your whole face is in view.</source>
            <translation>Aléjese hasta que se vea todo su rostro.</translation>
        </message>
        <message>
            <source>Come closer to the camera.</source>
            <translation>Acérquese a la cámara.</translation>
        </message>
        <message>
            <source>Turn your face towards the camera.</source>
            <translation>Gire el rostro hacia la cámara.</translation>
        </message>
        <message>
            <source>Hold your head still.</source>
            <translation>Mantenga quieta la cabeza.</translation>
        </message>
        <message>
            <source>Keep your eyes open.</source>
            <translation>Mantenga los ojos abiertos.</translation>
        </message>
        <message>
            <source>Close your mouth, teeth a little apart.</source>
            <translation>Cierre la boca, con los dientes algo separados.</translation>
        </message>
        <message>
            <source>Relax your face, as if nobody looked.</source>
            <translation>Relaje el rostro, como si nadie mirara.</translation>
        </message>
        <message>
            <source>Looking at the portrait</source>
            <translation>Mirando el retrato</translation>
        </message>
        <message>
            <source>Opening the generator</source>
            <translation>Abriendo el generador</translation>
        </message>
        <message>
            <source>Finding the driver's resting face</source>
            <translation>Buscando el rostro en reposo del intérprete</translation>
        </message>
        <message>
            <source>Seeing how the portrait answers</source>
            <translation>Viendo cómo responde el retrato</translation>
        </message>
        <message>
            <source>Moving the portrait</source>
            <translation>Moviendo el retrato</translation>
        </message>
        <message>
            <source>The worker's process ended by itself (exit %1).</source>
            <translation>El proceso del trabajo terminó por sí solo (código %1).</translation>
        </message>
        <message>
            <source>It may have run out of memory: close other programs, or choose a smaller size.</source>
            <translation>Quizá se quedó sin memoria: cierre otros programas, o elija un tamaño menor.</translation>
        </message>
        <message>
            <source>All that is needed works.</source>
            <translation>Todo lo necesario funciona.</translation>
        </message>
        <message>
            <source>Videos can be moved. To mend for more: %1.</source>
            <translation>Se pueden mover vídeos. Por arreglar, para más: %1.</translation>
        </message>
        <message>
            <source>To mend: %1.</source>
            <translation>Por arreglar: %1.</translation>
        </message>
        <message>
            <source>Close the other program that feeds it, or name another device.</source>
            <translation>Cierre el otro programa que la alimenta, o indique otro dispositivo.</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is not installed.</source>
            <translation>El paquete pyvirtualcam no está instalado.</translation>
        </message>
        <message>
            <source>The package sounddevice is not installed.</source>
            <translation>El paquete sounddevice no está instalado.</translation>
        </message>
        <message>
            <source>The library PortAudio is not installed.</source>
            <translation>La biblioteca PortAudio no está instalada.</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read (%2).</source>
            <translation>No se puede leer el certificado %1 (%2).</translation>
        </message>
        <message>
            <source>The policy %1 cannot be read (%2).</source>
            <translation>No se puede leer la política %1 (%2).</translation>
        </message>
        <message>
            <source>Run: %1</source>
            <translation>Ejecute: %1</translation>
        </message>
        <message>
            <source>Moves the photograph and draws mouth and eyes anew.</source>
            <translation>Mueve la fotografía y dibuja de nuevo la boca y los ojos.</translation>
        </message>
        <message>
            <source>Moves the photograph's own pixels and draws nothing: the fastest.</source>
            <translation>Mueve los propios píxeles de la fotografía y no dibuja nada: el más rápido.</translation>
        </message>
        <message>
            <source>Draws expression and identity, each attended for itself (Ali and Hughes 2020).</source>
            <translation>Dibuja expresión e identidad, cada una con su propia atención (Ali y Hughes 2020).</translation>
        </message>
        <message>
            <source>Redraws the face by action units, taught by its depth (Bodur et al. 2021).</source>
            <translation>Redibuja el rostro por unidades de acción, enseñado por su profundidad (Bodur et al. 2021).</translation>
        </message>
        <message>
            <source>Draws the expression as it is read off the driver's picture (Shao et al. 2021).</source>
            <translation>Dibuja la expresión tal como se lee en la imagen del intérprete (Shao et al. 2021).</translation>
        </message>
        <message>
            <source>Redraws the face by how far each action unit has changed (Ling et al. 2020).</source>
            <translation>Redibuja el rostro según cuánto cambió cada unidad de acción (Ling et al. 2020).</translation>
        </message>
    </context>
    <context>
        <name>PortraitList</name>
        <message>
            <source>Portraits</source>
            <translation>Retratos</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>a la vista</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>en preparación</translation>
        </message>
        <message>
            <source>preparing…</source>
            <translation>preparando…</translation>
        </message>
    </context>
    <context>
        <name>PortraitPage</name>
        <message>
            <source>Who shall move?</source>
            <translation>¿Quién debe moverse?</translation>
        </message>
        <message>
            <source>The whole face should be seen, from the front, with the mouth closed.</source>
            <translation>Debe verse el rostro entero, de frente y con la boca cerrada.</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Retratos</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Elegir una imagen…</translation>
        </message>
        <message>
            <source>Looking for a face in %1 …</source>
            <translation>Buscando un rostro en %1…</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Retrato</translation>
        </message>
    </context>
    <context>
        <name>PoseControl</name>
        <message>
            <source>The picture was saved as %1.</source>
            <translation>La imagen se guardó como %1.</translation>
        </message>
    </context>
    <context>
        <name>PosePanel</name>
        <message>
            <source>Left and right apart</source>
            <translation>Izquierda y derecha aparte</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>Guardar como imagen…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Restablecer</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>Girar</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>Asentir</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>Inclinar</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>Cabeza</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Cejas</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Ojos</translation>
        </message>
        <message>
            <source>Mouth and nose</source>
            <translation>Boca y nariz</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>Mandíbula, mejillas</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>Guardar como imagen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <source>The driver moves the portrait. Stop to edit it by hand.</source>
            <translation>El intérprete mueve el retrato. Detenga para editarlo a mano.</translation>
        </message>
        <message>
            <source>Moves the portrait by hand. What it shows already is the middle.</source>
            <translation>Mueve el retrato a mano. Lo que ya muestra es el centro.</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Natural</source>
            <translation>Natural</translation>
        </message>
        <message>
            <source>Subtle</source>
            <translation>Sutil</translation>
        </message>
        <message>
            <source>Lively</source>
            <translation>Vivo</translation>
        </message>
        <message>
            <source>Only the face</source>
            <translation>Solo el rostro</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>Estable</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>Vista previa</translation>
        </message>
        <message>
            <source>Wheel: zoom. Drag: move. Double-click: show all.</source>
            <translation>Rueda: zoom. Arrastrar: mover. Doble clic: ver todo.</translation>
        </message>
        <message>
            <source>Drop a portrait here, or paste one</source>
            <translation>Suelte o pegue un retrato aquí</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>Intérprete</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Retrato</translation>
        </message>
        <message>
            <source>Click a face: it drives</source>
            <translation>Haga clic en un rostro: ese conduce</translation>
        </message>
        <message>
            <source>The driver appears here</source>
            <translation>El intérprete aparece aquí</translation>
        </message>
        <message>
            <source>Panic: viewers see the standby picture</source>
            <translation>Pánico: se ve la imagen de espera</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>Congelado</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>● Recording</source>
            <translation>● Grabando</translation>
        </message>
        <message>
            <source>Preparing %1…</source>
            <translation>Preparando %1…</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Skip this one</source>
            <translation>Omitir esta</translation>
        </message>
        <message>
            <source>Now as far as you can</source>
            <translation>Ahora, todo lo que pueda</translation>
        </message>
        <message>
            <source>Do what is marked, and hold it for a second. If you reach less than the small line, the portrait will answer more strongly.</source>
            <translation>Haga lo marcado y manténgalo un segundo. Si llega a menos de la rayita, el retrato responderá con más fuerza.</translation>
        </message>
        <message>
            <source>Smile broadly</source>
            <translation>Sonría ampliamente</translation>
        </message>
        <message>
            <source>Open your mouth</source>
            <translation>Abra la boca</translation>
        </message>
        <message>
            <source>Raise your brows</source>
            <translation>Levante las cejas</translation>
        </message>
        <message>
            <source>Close your eyes</source>
            <translation>Cierre los ojos</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Omitida</translation>
        </message>
        <message>
            <source>Now, and hold it</source>
            <translation>Ahora, y mantenga</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>Recorder</name>
        <message>
            <source>Snapshot saved.</source>
            <translation>Captura guardada.</translation>
        </message>
        <message>
            <source>Recording saved.</source>
            <translation>Grabación guardada.</translation>
        </message>
        <message>
            <source>The recording could not be finished.</source>
            <translation>No se pudo terminar la grabación.</translation>
        </message>
        <message>
            <source>The log tells why.</source>
            <translation>El registro dice por qué.</translation>
        </message>
        <message>
            <source>The log has more.</source>
            <translation>El registro dice más.</translation>
        </message>
    </context>
    <context>
        <name>RemoteControl</name>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Es un fallo de rtxfer; el registro dice más.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no portrait to move.</source>
            <translation>No hay ningún retrato que mover.</translation>
        </message>
        <message>
            <source>Drop a picture of a face into the gallery.</source>
            <translation>Suelte la imagen de un rostro en la galería.</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Es un fallo de rtxfer; el registro dice más.</translation>
        </message>
    </context>
    <context>
        <name>SourceList</name>
        <message>
            <source>Sources</source>
            <translation>Fuentes</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>This camera mirrors its picture</source>
            <translation>Esta cámara refleja su imagen</translation>
        </message>
        <message>
            <source>Tick it if text before the camera reads backwards.</source>
            <translation>Márquelo si un texto ante la cámara se lee al revés.</translation>
        </message>
        <message>
            <source>Take neutral</source>
            <translation>Tomar de nuevo</translation>
        </message>
        <message>
            <source>Calibrate…</source>
            <translation>Calibrar…</translation>
        </message>
        <message>
            <source>Look for cameras again</source>
            <translation>Buscar cámaras de nuevo</translation>
        </message>
        <message>
            <source>Add a video file…</source>
            <translation>Añadir un archivo de vídeo…</translation>
        </message>
        <message>
            <source>Add a network stream…</source>
            <translation>Añadir una transmisión de red…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>Quitar de la lista</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Fuente</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>Rostro en reposo</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>Clip de muestra</translation>
        </message>
        <message>
            <source>a person, shipped with rtxfer</source>
            <translation>una persona, incluido en rtxfer</translation>
        </message>
        <message>
            <source>not found at the moment</source>
            <translation>no se encuentra ahora</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>Mirando %1…</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>Es un fallo de rtxfer; el registro dice más.</translation>
        </message>
        <message>
            <source>%1 was removed from the sources.</source>
            <translation>%1 se quitó de las fuentes.</translation>
        </message>
        <message>
            <source>Add a video</source>
            <translation>Añadir un vídeo</translation>
        </message>
        <message>
            <source>Add a network stream</source>
            <translation>Añadir una transmisión de red</translation>
        </message>
        <message>
            <source>Address (rtsp://… or http://…)</source>
            <translation>Dirección (rtsp://… o http://…)</translation>
        </message>
        <message>
            <source>Taken in the first second after Start: relax and look at the camera.</source>
            <translation>Se toma en el primer segundo tras Iniciar: relájese y mire a la cámara.</translation>
        </message>
        <message>
            <source>Look at the camera and relax; it is being taken.</source>
            <translation>Mire a la cámara y relájese; se está tomando.</translation>
        </message>
        <message>
            <source>Known. Take it again if the portrait does not rest when you do.</source>
            <translation>Conocido. Tómelo de nuevo si el retrato no reposa cuando usted lo hace.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Grabación</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Calidad</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Frames that the camera gives per second</source>
            <translation>Fotogramas por segundo que da la cámara</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>Generado</translation>
        </message>
        <message>
            <source>Different portraits made per second; repeated ones do not count</source>
            <translation>Retratos distintos por segundo; los repetidos no cuentan</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Frames sent per second</source>
            <translation>Fotogramas enviados por segundo</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latencia</translation>
        </message>
        <message>
            <source>From the capture of a frame to its being sent: half are faster</source>
            <translation>De la captura de un fotograma a su envío: la mitad es más rápida</translation>
        </message>
        <message>
            <source>● Starting</source>
            <translation>● Iniciando</translation>
        </message>
        <message>
            <source>● Stopped</source>
            <translation>● Detenido</translation>
        </message>
        <message>
            <source>● Recording %1</source>
            <translation>● Grabando %1</translation>
        </message>
        <message>
            <source>● Preview only</source>
            <translation>● Solo vista previa</translation>
        </message>
        <message>
            <source>Nothing is sent: this run has no virtual camera. See Output, Send to.</source>
            <translation>No se envía nada: esta vez no hay cámara virtual. Vea Salida, Enviar a.</translation>
        </message>
        <message>
            <source>Nothing is sent yet.</source>
            <translation>Aún no se envía nada.</translation>
        </message>
        <message>
            <source>● Nothing is sent</source>
            <translation>● No se envía nada</translation>
        </message>
        <message>
            <source>The virtual camera takes no pictures; it is tried again.</source>
            <translation>La cámara virtual no acepta imágenes; se intenta de nuevo.</translation>
        </message>
        <message>
            <source>● Panic</source>
            <translation>● Pánico</translation>
        </message>
        <message>
            <source>Viewers see the standby picture.</source>
            <translation>Los espectadores ven la imagen de espera.</translation>
        </message>
        <message>
            <source>● Frozen</source>
            <translation>● Congelado</translation>
        </message>
        <message>
            <source>Viewers see a still picture.</source>
            <translation>Los espectadores ven una imagen fija.</translation>
        </message>
        <message>
            <source>● At rest</source>
            <translation>● En reposo</translation>
        </message>
        <message>
            <source>The source gives no pictures; viewers see the portrait at rest.</source>
            <translation>La fuente no da imágenes; los espectadores ven el retrato en reposo.</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● En directo</translation>
        </message>
        <message>
            <source>Viewers see the portrait move.</source>
            <translation>Los espectadores ven moverse el retrato.</translation>
        </message>
        <message>
            <source>%1 pictures a second: close other programs</source>
            <translation>%1 imágenes/s: cierre otros programas</translation>
        </message>
        <message>
            <source>%1 pictures a second: choose Fast</source>
            <translation>%1 imágenes/s: elija Rápida</translation>
        </message>
        <message>
            <source>Output, Generator, Quality</source>
            <translation>Salida, Generador, Calidad</translation>
        </message>
        <message>
            <source>Measuring this computer, once: %1 %</source>
            <translation>Medición única: %1 %</translation>
        </message>
        <message>
            <source>What suits it best is found out while it is live already, and remembered.</source>
            <translation>Lo que mejor le va se averigua ya en directo, y se recuerda.</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms</source>
            <translation>La mitad en %1 ms, 95 % en %2 ms, 99 % en %3 ms</translation>
        </message>
        <message>
            <source>Face seen</source>
            <translation>Rostro visible</translation>
        </message>
        <message>
            <source>No face</source>
            <translation>Sin rostro</translation>
        </message>
        <message>
            <source>Quality: %1</source>
            <translation>Calidad: %1</translation>
        </message>
        <message>
            <source>With less, so that this computer keeps the rate: %1</source>
            <translation>Con menos, para que este equipo mantenga la cadencia: %1</translation>
        </message>
        <message>
            <source>Nothing is left out</source>
            <translation>No se omite nada</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>Elegido a mano</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>Add portraits…</source>
            <translation>Añadir retratos…</translation>
        </message>
        <message>
            <source>Add all portraits of a folder…</source>
            <translation>Añadir los retratos de una carpeta…</translation>
        </message>
        <message>
            <source>Paste a portrait</source>
            <translation>Pegar un retrato</translation>
        </message>
        <message>
            <source>Remove from the gallery</source>
            <translation>Quitar de la galería</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>Retratos</translation>
        </message>
        <message>
            <source>drop pictures or folders here</source>
            <translation>suelte aquí imágenes o carpetas</translation>
        </message>
        <message>
            <source>%1 was removed from the gallery.</source>
            <translation>%1 se quitó de la galería.</translation>
        </message>
        <message numerus="yes">
            <source>%n pictures cannot be used.</source>
            <translation>
                <numerusform>%n imagen no se puede usar.</numerusform>
                <numerusform>%n imágenes no se pueden usar.</numerusform>
            </translation>
        </message>
        <message>
            <source>The details say why.</source>
            <translation>Los detalles dicen por qué.</translation>
        </message>
        <message>
            <source>Add portraits</source>
            <translation>Añadir retratos</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <source>Add all portraits of a folder</source>
            <translation>Añadir los retratos de una carpeta</translation>
        </message>
        <message>
            <source>Choose the face that moves…</source>
            <translation>Elegir el rostro que se mueve…</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>Congelar la salida</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>Tomar de nuevo el rostro en reposo</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>Guardar una captura</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Grabar</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Pánico</translation>
        </message>
        <message>
            <source>Apply now</source>
            <translation>Aplicar</translation>
        </message>
        <message>
            <source>Viewers see a standby picture instead of the portrait, at once</source>
            <translation>Los espectadores ven al instante una imagen de espera en lugar del retrato</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Camera settings wait for the next start.</source>
            <translation>Los ajustes de la cámara esperan al próximo inicio.</translation>
        </message>
        <message>
            <source>What you changed waits for the next start.</source>
            <translation>Sus cambios esperan al próximo inicio.</translation>
        </message>
        <message>
            <source>Applying it now ends the recording.</source>
            <translation>Aplicarlos ahora termina la grabación.</translation>
        </message>
        <message>
            <source>The driver is not seen for a moment; the portrait rests.</source>
            <translation>El intérprete no se ve un momento; el retrato reposa.</translation>
        </message>
        <message>
            <source>Viewers lose the camera for a moment.</source>
            <translation>Los espectadores pierden la cámara un momento.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show the window</source>
            <translation>Mostrar la ventana</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>Pánico</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: iniciado</translation>
        </message>
    </context>
    <context>
        <name>VirtualCameraPage</name>
        <message>
            <source>Into the video call</source>
            <translation>En la videollamada</translation>
        </message>
        <message>
            <source>There you choose “rtxfer” as the camera. One of these has to be ready:</source>
            <translation>Allí elija «rtxfer» como cámara. Una de estas debe estar lista:</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Comprobar de nuevo</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>Comprobando…</translation>
        </message>
        <message>
            <source>All is ready.</source>
            <translation>Todo está listo.</translation>
        </message>
        <message>
            <source>You can go on without, and record or look at the portrait here.</source>
            <translation>Puede seguir sin ella, y grabar o mirar el retrato aquí.</translation>
        </message>
    </context>
    <context>
        <name>_Asking</name>
        <message>
            <source>Stay here</source>
            <translation>Quedarse aquí</translation>
        </message>
        <message>
            <source>Close and work on</source>
            <translation>Cerrar y seguir trabajando</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>Detener y cerrar</translation>
        </message>
        <message>
            <source>Unfinished jobs: %1. What shall become of them?</source>
            <translation>Trabajos sin terminar: %1. ¿Qué hacer con ellos?</translation>
        </message>
    </context>
    <context>
        <name>_DonePage</name>
        <message>
            <source>That is all</source>
            <translation>Eso es todo</translation>
        </message>
        <message>
            <source>How strongly the portrait will answer you, beside what is usual:</source>
            <translation>Con qué fuerza le responderá el retrato, frente a lo habitual:</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Cejas</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Ojos</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Boca</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>Mandíbula</translation>
        </message>
    </context>
</TS>
